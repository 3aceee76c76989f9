import { describe, expect, it } from 'vitest'
import { referenceProblems } from './references'

const DOCUMENT = {
  devices: [{ id: 'phone', name: 'Phone', cell: 'near' }],
  cells: [{ id: 'near' }],
  reports: [{ id: 'plan', bucket: [{ id: 'data' }] }],
  clients: [{ id: 'app' }],
  subscriptions: [{ id: 'call', device: 'phone' }],
}
const problemsOf = (more: object) => referenceProblems({ ...DOCUMENT, ...more }).map(({ path }) => path.join('.'))
const step = (act: object) => ({ timeline: [{ id: 'one', degrade: { target: { all: true } } }, act] })

describe(referenceProblems, () => {
  it.each([
    ['a handover to no cell', step({ handover: { device: 'phone', cell: 'x' } }), 'timeline.1.handover.cell'],
    ['a charge to no report', step({ charge: { report: 'x', bucket: 'data' } }), 'timeline.1.charge.report'],
    ['a flow from no bucket', step({ flow: { report: 'plan', bucket: 'x' } }), 'timeline.1.flow.bucket'],
    ['a fault for no device', step({ fault: { match: { device: 'x' } } }), 'timeline.1.fault.match.device'],
    ['tokens of no client', step({ tokenExpiry: { client: 'x' } }), 'timeline.1.tokenExpiry.client'],
    ['the end of a step that begins nothing', step({ id: 'two', clear: 'two' }), 'timeline.1.clear'],
    ['an expectation after no step', { expectations: [{ after: 'x' }] }, 'expectations.0.after'],
    [
      'a notification to no subscription',
      { expectations: [{ notification: { device: 'phone', subscription: 'x' } }] },
      'expectations.0.notification.subscription',
    ],
    [
      'a balance of no bucket',
      { expectations: [{ balance: { report: 'plan', bucket: 'x' } }] },
      'expectations.0.balance.bucket',
    ],
  ])('finds %s', (_, more, path) => {
    expect(problemsOf(more)).toEqual([path])
  })

  it('takes any client where none is named, and the end of what was begun', () => {
    expect(problemsOf({ ...step({ tokenExpiry: { client: 'x' } }), clients: [] })).toEqual([])
    expect(problemsOf(step({ clear: 'one' }))).toEqual([])
  })
})
