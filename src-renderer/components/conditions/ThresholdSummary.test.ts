import ui from '@nuxt/ui/vue-plugin'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Threshold } from '#shared/domain/thresholds'
import { trackOf } from './metricTrack'
import ThresholdSummary from './ThresholdSummary.vue'

const SAMPLE = {
  ...{ at: 0, delayMs: 200, jitterMs: 10, lossRatio: 0, downRateKbps: 5000, upRateKbps: 500 },
  ...{ signalStrength: 'good' as const, connectivityType: '4G' as const },
}

function summaryOf(threshold: Threshold | undefined) {
  const track = trackOf('delayMs', { deviceId: 'tablet', now: 0, samples: [SAMPLE] }, threshold)
  return mount(ThresholdSummary, { global: { plugins: [ui] }, props: { tracks: [track] } })
}

describe('ThresholdSummary', () => {
  it.each([
    ['Violated: Delay', 'text-error', 150],
    ['Every threshold met', 'text-success', 200],
  ])('says "%s"', (word, tone, bound) => {
    const summary = summaryOf({ metric: 'delayMs', kind: 'atMost', bound })
    expect([summary.text(), summary.get('span').classes().includes(tone)]).toEqual([word, true])
  })

  it('is neutral where there is no threshold to meet', () => {
    const summary = summaryOf(undefined)
    expect(summary.text()).toBe('No threshold to compare with')
    expect(summary.get('span').classes()).toContain('text-muted')
  })
})
