import { describe, expect, it } from 'vitest'
import type { Check, Earlier, Reply } from '../suite'
import { failedAlone } from './failedAlone'

const EARLIER: Earlier = { reply: () => undefined, unusedId: 'unused', staged: { count: 1 } }
const REPLY: Reply = { status: 200, headers: {}, body: '{"id":"a"}', isComplete: true, moment: { from: 0, to: 0 } }

function check(id: string, isMet: (reply: Reply, earlier: Earlier) => boolean): Check {
  const judge: Check['judge'] = (reply, earlier) => [
    { outcome: isMet(reply, earlier) ? 'met' : 'violated', message: '' },
  ]
  return { id, clause: 'row', judge }
}

function alone(...checks: readonly Check[]) {
  const step = { id: 'get', title: 'Get', request: { method: 'GET' as const, path: '/' }, checks }
  const testCase = { id: 'one', title: 'One', steps: [step] }
  const pasts = () => [{ change: 'it came twice', earlier: { ...EARLIER, staged: { count: 2 } } }]
  const mutations = { vocabulary: { members: [], words: [] }, pasts }
  return failedAlone({ testCase, step, reply: REPLY, earlier: EARLIER }, mutations)
}

describe(failedAlone, () => {
  it('tells for each check what to change so that only it fails', () => {
    const found = alone(
      check('status', ({ status }) => status === 200),
      check('id', ({ body }) => body.includes('"id":"a"')),
    )
    expect([...found.keys()]).toEqual(['status', 'id'])
    expect(found.get('status')).toMatch(/^status \d+$/)
    expect(found.get('id')).toMatch(/^\$/)
  })

  it('finds none for a check that fails with another each time', () => {
    const ok = ({ status }: Reply) => status === 200
    expect([...alone(check('status', ok), check('again', ok)).keys()]).toEqual([])
  })

  it('finds none for a check that cannot fail', () => {
    expect([...alone(check('nothing', () => true)).keys()]).toEqual([])
  })

  it('changes what came before, too', () => {
    const once = check('once', (_, { staged }) => (staged as { count: number }).count === 1)
    expect(alone(once).get('once')).toBe('it came twice')
  })
})
