import { describe, expect, it } from 'vitest'
import { actTitle } from './actTitle'
import { actOf, zTimelineStep } from './timeline'

const titleOf = (act: object) => actTitle(actOf(zTimelineStep.parse({ at: '0s', ...act })))

describe('the title of an act', () => {
  it('names what is degraded, and what of it, in words', () => {
    const effect = { delayMs: { set: 400 }, lossRatio: { set: 0.05 }, upRateKbps: { multiply: 0.5 } }
    expect(titleOf({ degrade: { target: { cell: 'open-track' }, effect } })).toBe(
      'Degrade open-track: delay, loss, up rate',
    )
  })

  it.each([
    [1, '2 MB a second'],
    [86_400, '2 MB a day'],
    [90, '2 MB every 90 s'],
  ])('says how fast a flow goes that has its amount in %d s', (perSeconds, words) => {
    const flow = { report: 'r', bucket: 'data', rate: { value: 2, unit: 'MB', perSeconds } }
    expect(titleOf({ flow })).toBe(`Use data, ${words}`)
  })
})
