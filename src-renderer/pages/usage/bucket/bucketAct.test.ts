import { describe, expect, it } from 'vitest'
import { ACT_SCHEMAS, bodyOf, firstAct, unitsOf, type BucketAct } from './bucketAct'

const act = (more: Partial<BucketAct>): BucketAct => ({ ...firstAct('MB'), ...more })

describe(bodyOf, () => {
  it.each<[Partial<BucketAct>, object]>([
    [{ value: 2 }, { value: 2, unit: 'MB' }],
    [
      { value: 2, device: 'd', user: ' u ' },
      { value: 2, unit: 'MB', device: 'd', user: 'u' },
    ],
    [
      { kind: 'topUp', value: 2, device: 'd' },
      { value: 2, unit: 'MB' },
    ],
    [{ kind: 'flow', device: 'd' }, { device: 'd' }],
    [
      { kind: 'flow', value: 3, perSeconds: 60, durationSeconds: 10 },
      { rate: { value: 3, unit: 'MB', perSeconds: 60 }, durationSeconds: 10 },
    ],
  ])('of %o is %o', (more, body) => {
    const filled = act(more)
    expect(bodyOf(filled)).toEqual(body)
    expect(ACT_SCHEMAS[filled.kind].safeParse(body).success).toBe(true)
  })

  it.each<[Partial<BucketAct>, string]>([
    [{}, 'value'],
    [{ kind: 'topUp', value: -1 }, 'value'],
    [{ kind: 'flow' }, 'rate'],
    [{ kind: 'flow', device: 'd', durationSeconds: 0 }, 'durationSeconds'],
  ])('of %o is refused at %s', (more, field) => {
    const filled = act(more)
    const { error } = ACT_SCHEMAS[filled.kind].safeParse(bodyOf(filled))
    expect(error?.issues[0]?.path[0]).toBe(field)
  })
})

describe(unitsOf, () => {
  it('has those of every kind that the bucket measures, its own first', () => {
    const balance = { unit: 'EUR', opened: '0', toppedUp: '0', used: '0', expired: '0', remaining: '0' }
    expect(unitsOf({ balances: [balance], counters: [{ unit: 'minutes', value: '0' }] })).toEqual([
      'EUR',
      'minutes',
      'seconds',
      'hours',
    ])
  })
})
