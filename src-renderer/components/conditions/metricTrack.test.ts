import { describe, expect, it } from 'vitest'
import type { Threshold } from '#shared/domain/thresholds'
import { isViolatedNow, sentenceOf, trackOf, violatedMs, violationsOf } from './metricTrack'

const atMost: Threshold = { metric: 'delayMs', kind: 'atMost', bound: 150 }
const points = (...values: number[]) => values.map((y, index) => ({ x: index * 1000, y }))
const seriesOf = (now: number, ...delays: number[]) => ({
  deviceId: 'cab',
  now,
  samples: delays.map((delayMs, index) => ({
    at: index * 1000,
    delayMs,
    jitterMs: 1,
    lossRatio: 0.01,
    downRateKbps: 20_000,
    upRateKbps: 1,
    signalStrength: 'good' as const,
    connectivityType: '4G' as const,
  })),
})

describe(violationsOf, () => {
  it('begins and ends where the line crosses the bound, between samples too', () => {
    expect(violationsOf(points(100, 200, 200, 100), atMost)).toEqual([{ from: 500, to: 2500 }])
  })

  it('lets the boundary meet the threshold (reading C11)', () => {
    expect(violationsOf(points(150, 150, 150), atMost)).toEqual([])
  })

  it('reaches from end to end when it is violated throughout', () => {
    expect(violationsOf(points(200, 200, 200), atMost)).toEqual([{ from: 0, to: 2000 }])
  })

  it('goes below for a rate', () => {
    const atLeast: Threshold = { metric: 'upRateKbps', kind: 'atLeast', bound: 50 }
    expect(violationsOf(points(100, 0, 100), atLeast)).toEqual([{ from: 500, to: 1500 }])
  })

  it('finds none without a threshold', () => {
    expect(violationsOf(points(1, 1e9), undefined)).toEqual([])
  })
})

describe(trackOf, () => {
  it('is violated now by what is now, not by what is to come', () => {
    const track = trackOf('delayMs', seriesOf(1000, 100, 100, 400), atMost)
    expect([track.current, isViolatedNow(track), violatedMs(track)]).toEqual([100, false, 0])
  })
})

describe(sentenceOf, () => {
  it('tells value, range, threshold and how long it was violated', () => {
    expect(sentenceOf(trackOf('delayMs', seriesOf(2000, 100, 200, 200), atMost))).toBe(
      'Delay is 200 ms, between 100 ms and 200 ms. It should be at most 150 ms: violated now, violated for 1.5 s of the time shown.',
    )
  })

  it('says so where the profile asks nothing', () => {
    expect(sentenceOf(trackOf('lossRatio', seriesOf(2000, 1, 1), undefined))).toBe(
      'Loss is 1 %, between 1 % and 1 %. The profile has no threshold for it.',
    )
  })
})
