import { describe, expect, it } from 'vitest'
import { LogState } from './logState'

type Tables = { rows: { id: string; number: number } }
const put = (id: string, number: number) => ({ table: 'rows', put: { id, number } }) as const

describe(LogState, () => {
  it('has for a compaction only what is on disk, since what is pending may yet be refused', () => {
    const state = LogState.empty<Tables>(['rows'])
    state.apply([put('a', 1), put('b', 1)])
    state.settle(1)
    state.apply([put('a', 2), put('a', 3), put('c', 1)])
    state.apply([{ table: 'rows', remove: 'b' }])

    expect(state.settledRows().get('rows')).toEqual(new Map([put('a', 1), put('b', 1)].map((p) => [p.put.id, p.put])))
    expect([...state.table('rows').values()].map(({ id, number }) => [id, number])).toEqual([
      ['a', 3],
      ['c', 1],
    ])
  })
})
