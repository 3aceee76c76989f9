import ui from '@nuxt/ui/vue-plugin'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { zCheckVerdict, zVerdict } from '#shared/conformance/verdict'
import QuantityText from './QuantityText.vue'
import VerdictBadge from './VerdictBadge.vue'

/** With the bundled icons, as in the app: none is fetched. */
const global = { plugins: [ui] }
const VERDICTS = [...new Set([...zCheckVerdict.options, ...zVerdict.options, 'running' as const, 'waiting' as const])]

describe('VerdictBadge', () => {
  it.each(VERDICTS)('says %s in a word of its own, also when only its shape is seen', (verdict) => {
    const words = VERDICTS.map((other) =>
      mount(VerdictBadge, { global, props: { verdict: other, iconOnly: true } }).text(),
    )
    const word = mount(VerdictBadge, { global, props: { verdict } }).text()
    expect(words.filter((other) => other === word)).toHaveLength(1)
  })
})

describe('QuantityText', () => {
  it('shows a number with its unit and has the exact value on hover', () => {
    const text = mount(QuantityText, { global, props: { metric: 'downRateKbps', value: 84_231, signed: true } })
    expect(text.text()).toBe('+84.2Mbit/s')
    expect(text.attributes('title')).toBe('84231 kbit/s')
  })
})
