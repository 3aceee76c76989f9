import { expect, it } from 'vitest'
import { upgradeDegradation, zDegradation } from './degradation'

it('a row of an earlier version becomes a degradation with one effect, and one of this version stays', () => {
  const timed = { effect: { delayMs: { set: 300 } }, shape: { kind: 'step' as const }, startsAt: 1000, endsAt: 5000 }
  const earlier = { id: 'd', target: { all: true as const }, ...timed }
  const now = { id: 'd', target: { all: true as const }, startsAt: 1000, endsAt: 5000, effects: [timed] }
  expect(zDegradation.parse(upgradeDegradation(earlier))).toEqual(now)
  expect(upgradeDegradation(now)).toBe(now)
})
