import { describe, expect, it } from 'vitest'
import { zNetworkQualityThresholds } from '../wire/camara/applicationProfilesV05'
import { PROFILE_PRESETS, profilePreset, withPreset, zProfilePresetName } from './profilePresets'
import { thresholdsOf } from './thresholds'

describe('a profile preset', () => {
  it.each(PROFILE_PRESETS.map((preset) => [preset.name, preset] as const))(
    '%s is a profile CAMARA takes',
    (name, preset) => {
      expect(zProfilePresetName.parse(name)).toBe(name)
      expect(zNetworkQualityThresholds.parse(preset.networkQualityThresholds)).toEqual(preset.networkQualityThresholds)
      expect(preset.source).toContain('TS 23.501 table 5.7.4-1')
    },
  )

  it('has a name of its own', () => {
    expect(new Set(PROFILE_PRESETS.map(({ name }) => name)).size).toBe(PROFILE_PRESETS.length)
  })

  it('asks of conversational video 150 ms and a loss of 10^-3', () => {
    expect(thresholdsOf(profilePreset('5qi-2')?.networkQualityThresholds)).toEqual([
      { metric: 'delayMs', kind: 'atMost', bound: 150 },
      { metric: 'lossRatio', kind: 'atMost', bound: 0.001 },
      { metric: 'downRateKbps', kind: 'atLeast', bound: 2000 },
      { metric: 'upRateKbps', kind: 'atLeast', bound: 2000 },
    ])
  })

  it('gives way to what the profile says itself', () => {
    const own = { packetDelayBudget: { value: 80, unit: 'Milliseconds' } } as const
    const { networkQualityThresholds } = withPreset({ preset: '5qi-1', networkQualityThresholds: own })
    expect(networkQualityThresholds).toMatchObject({ ...own, packetLossErrorRate: 2 })
  })
})
