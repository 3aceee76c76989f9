import { describe, expect, it } from 'vitest'
import { zEffectActs } from './effect'

describe('what a degradation may do', () => {
  it.each([
    ['sets a loss ratio to 1', { lossRatio: { set: 1 } }],
    ['adds to one metric and multiplies another', { delayMs: { add: -5 }, upRateKbps: { multiply: 0.5 } }],
    ['changes no metric but the signal', { signalStrength: 'poor' }],
  ])('%s', (_, acts) => {
    expect(zEffectActs.parse(acts)).toEqual(acts)
  })

  it.each([
    ['set a loss ratio above 1, which is no ratio', { lossRatio: { set: 1.5 } }, 'lossRatio', /<=1/],
    ['set a negative delay', { delayMs: { set: -1 } }, 'delayMs', />=0/],
    ['set and add at once', { delayMs: { set: 2, add: 3 } }, 'delayMs', /exactly one of set, add, multiply and clamp/],
    ['clamp to no bound', { delayMs: { clamp: {} } }, 'delayMs', /min, max or both/],
  ])('may not %s', (_, acts, metric, why) => {
    const [issue] = zEffectActs.safeParse(acts).error?.issues ?? []
    expect(issue?.path[0]).toBe(metric)
    expect(issue?.message).toMatch(why)
  })
})
