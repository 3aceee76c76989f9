import ui from '@nuxt/ui/vue-plugin'
import { flushPromises, mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { zSettings } from '#shared/control/settings'
import { BENCH_LINK } from '../../api/bench'
import { playBench } from '../../testing/fakeLink'
import SettingField from './SettingField.vue'
import type { PlainSetting } from './settingTexts'

const settings = { ...zSettings.parse({}), holdSeconds: 3, subscriptionsPerDevice: 5 }

async function empty(name: PlainSetting) {
  const changeSettings = vi.fn(() => Promise.resolve(settings))
  const { link } = playBench({ changeSettings })
  const field = mount(SettingField, {
    global: { plugins: [ui], provide: { [BENCH_LINK as symbol]: link } },
    props: { name, settings },
  })
  await field.get('input').setValue('')
  await field.get('input').trigger('focusout')
  await flushPromises()
  return { field, changeSettings }
}

it('says that a number is needed, and which one stays in force, when a field is emptied', async () => {
  const { field, changeSettings } = await empty('holdSeconds')
  expect(field.get('[role=alert]').text()).toBe('Hold time needs a number; 3 s stays in force.')
  expect(changeSettings).not.toHaveBeenCalled()
})

it('takes no number for no limit where it means one', async () => {
  const { field, changeSettings } = await empty('subscriptionsPerDevice')
  expect(field.find('[role=alert]').exists()).toBe(false)
  expect(changeSettings).toHaveBeenCalledWith({ body: { subscriptionsPerDevice: null } })
})
