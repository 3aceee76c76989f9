import { describe, expect, it } from 'vitest'
import { zScenario } from '#shared/domain/scenario/scenario'
import { planOf } from './plan'

const LATE = Date.parse('9999-12-31T00:00:00Z')

function scenarioOf(parts: object) {
  return zScenario.parse({ callbox: 1, name: 'mine', title: 'Mine', ...parts })
}

const degrade = (duration?: string) => ({
  target: { all: true },
  effect: { delayMs: { add: 1 } },
  ...(duration !== undefined && { duration }),
})

describe(planOf, () => {
  it.each([
    ['a step', { timeline: [{ at: '2 days', degrade: degrade() }] }, 'timeline[0].at'],
    ['what a step begins', { timeline: [{ at: '1h', degrade: degrade('2 days') }] }, 'timeline[0].degrade.duration'],
    [
      'the last of several requests',
      { timeline: [{ request: { path: '/', times: 3, every: '20h' } }] },
      'timeline[0].request.times',
    ],
    [
      'a step after one',
      {
        timeline: [
          { id: 'a', at: '20h', checkpoint: 'a' },
          { after: 'a', at: '20h', checkpoint: 'b' },
        ],
      },
      'timeline[1].at',
    ],
    [
      'the time of an expectation',
      { expectations: [{ within: '24h', exchange: { api: 'sink' } }] },
      'expectations[0].within',
    ],
  ])('refuses %s beyond the year 9999', (_, parts, field) => {
    expect(() => planOf(scenarioOf(parts), LATE)).toThrow(expect.objectContaining({ code: 'invalidArgument', field }))
  })
  it.each([
    ['a step', { timeline: [{ at: '2027-01-01T00:00:00Z', checkpoint: 'early' }] }],
    ['an expectation', { expectations: [{ at: '2027-01-01T00:00:00Z', within: '1h', exchange: { api: 'sink' } }] }],
  ])('refuses %s before the start, of which nothing would be seen', (_, parts) => {
    const plan = () => planOf(scenarioOf(parts), Date.parse('2027-01-01T00:00:01Z'))
    expect(plan).toThrow(expect.objectContaining({ code: 'conflict' }))
    expect(plan).toThrow('Set clock.start in it, or place')
  })
})
