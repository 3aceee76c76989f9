import { expect, it } from 'vitest'
import { notKept } from './keptActs'

it('knows what was kept, also after it was moved, and what was not', () => {
  const act = { id: 'by-hand-1', at: '2s', degrade: { target: { all: true } } }
  const charge = { at: '3s', charge: { value: 1, unit: 'MB' } }
  expect(notKept([act, charge], [null, { at: '1s', say: 'Now' }])).toEqual([act, charge])
  expect(notKept([act, charge], [{ ...act, at: '9s' }, charge])).toEqual([])
  expect(notKept([act], [{ ...act, degrade: { target: { cell: 'hall' } } }])).toEqual([act])
})
