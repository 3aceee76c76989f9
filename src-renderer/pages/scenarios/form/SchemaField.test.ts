import ui from '@nuxt/ui/vue-plugin'
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { computed } from 'vue'
import { applyChange, type TextChange } from '../source/yamlEdits'
import { FORM_CONTEXT } from './formContext'
import SchemaField from './SchemaField.vue'

function mountNumber(optional: boolean) {
  let text = 'seed: 7\nname: mine\n'
  const edit = (change: (present: string) => TextChange | undefined) => {
    const made = change(text)
    if (made) text = applyChange(text, made)
  }
  const context = { root: {}, readOnly: computed(() => false), problemsAt: () => [], edit }
  const field = mount(SchemaField, {
    global: { plugins: [ui], provide: { [FORM_CONTEXT as symbol]: context } },
    props: { node: { type: 'integer' }, value: 7, path: ['seed'], label: 'Seed', optional },
  })
  const type = async (typed: string) => {
    const input = field.get('input')
    input.element.value = typed
    await input.trigger('change')
  }
  return { field, type, text: () => text }
}

it('says that a number is needed, and which one stays, when a field is emptied', async () => {
  const { field, type, text } = mountNumber(false)
  await type('')
  expect(field.get('[role=alert]').text()).toBe('A number is needed; the source still says 7.')
  expect(text()).toBe('seed: 7\nname: mine\n')
  await type('8')
  expect([field.find('[role=alert]').exists(), text()]).toEqual([false, 'seed: 8\nname: mine\n'])
})

it('takes out what may be left out when its field is emptied', async () => {
  const { type, text } = mountNumber(true)
  await type('')
  expect(text()).toBe('name: mine\n')
})
