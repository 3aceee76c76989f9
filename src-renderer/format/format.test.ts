import { describe, expect, it } from 'vitest'
import { durationText } from './duration'
import { exactInstant, instantText } from './instant'
import { bytesText, quantityBeside, quantityOf } from './quantity'
import { profileSummary, shortId } from './thresholds'

describe(durationText, () => {
  it.each([
    [0.4, '0.4 ms'],
    [85.2, '85 ms'],
    [12_460, '12.4 s'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 05 min'],
    [356_400_000, '4 d 03 h'],
    [-3, '0 ms'],
  ])('%d ms reads %s', (ms, text) => expect(durationText(ms)).toBe(text))
})

describe(instantText, () => {
  it('is in UTC, whatever the reader is in, and exact on demand', () => {
    const at = Date.UTC(2026, 10, 22, 0, 3, 27, 512)
    expect(instantText(at)).toBe('22 Nov 00:03:27')
    expect(exactInstant(at)).toBe('2026-11-22T00:03:27.512Z')
  })
})

describe(quantityOf, () => {
  it.each([
    ['delayMs', 431.27, '431', 'ms'],
    ['jitterMs', 6.456, '6.46', 'ms'],
    ['lossRatio', 0.0005, '0.05', '%'],
    ['lossRatio', 1e-9, '0.0000001', '%'],
    ['upRateKbps', 640, '640', 'kbit/s'],
    ['downRateKbps', 84_200, '84.2', 'Mbit/s'],
    ['downRateKbps', -7360, '−7.36', 'Mbit/s'],
    ['downRateKbps', 1_500_000, '1.5', 'Gbit/s'],
  ] as const)('%s of %d reads %s %s', (metric, value, number, unit) => {
    expect(quantityOf(metric, value)).toMatchObject({ number, unit })
  })
})

describe(quantityBeside, () => {
  it.each([
    ['downRateKbps', 1997.6, 2000, '1.998', 'Mbit/s'],
    ['lossRatio', 0.010_000_04, 0.01, '1.000004', '%'],
    ['delayMs', 300, 300, '300', 'ms'],
    ['delayMs', 300.1, 150, '300', 'ms'],
    ['upRateKbps', 999.9, 1000, '999.9', 'kbit/s'],
    ['lossRatio', 0.1 + 0.2, 0.3, '30.000000000000004', '%'],
  ] as const)('%s of %d beside a threshold of %d reads %s %s', (metric, value, bound, number, unit) => {
    expect(quantityBeside(metric, value, bound)).toMatchObject({ number, unit })
  })
})

describe(bytesText, () => {
  it.each([
    [999, '999 B'],
    [1430, '1.43 kB'],
    [2_500_000, '2.5 MB'],
  ])('%d bytes read %s', (bytes, text) => expect(bytesText(bytes)).toBe(text))
})

describe(profileSummary, () => {
  const id = '6f1c2a9e-0000-4000-8000-00000000beef'

  it('says what a profile asks in one line', () => {
    const thresholds = {
      targetMinUpstreamRate: { value: 50, unit: 'Kbps' },
      packetDelayBudget: { value: 300, unit: 'Milliseconds' },
      packetLossErrorRate: 1,
    } as const
    const profile = { id, clientId: 'c', networkQualityThresholds: thresholds }
    expect(profileSummary(profile)).toBe('Delay ≤ 300 ms · Loss ≤ 10 % · Up ≥ 50 kbit/s')
  })

  it('says so when nothing of it can be assessed', () => {
    expect(profileSummary({ id, clientId: 'c' })).toBe('No threshold that can be assessed')
  })

  it('is told from others by both ends of its id', () => expect(shortId(id)).toBe('6f1c2a9e…beef'))
})
