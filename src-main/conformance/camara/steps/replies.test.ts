import { describe, expect, it } from 'vitest'
import { resultsOf } from '../../checkResults'
import type { Reply } from '../../suite'
import type { World } from '../world/world'
import { memberIs, statusIs } from './replies'

function replyOf(reply: Partial<Reply>): Reply {
  return { status: 400, headers: {}, body: '', isComplete: true, moment: { from: 0, to: 0 }, ...reply }
}

/** The verdict of a check, not strict and strict, with the readings that it names. */
function judged({ judge, ...rest }: ReturnType<typeof statusIs>, reply: Reply): string[] {
  const findings = judge(reply, {} as World)
  const check = { clause: '', ...rest, judge: () => findings }
  return [false, true].map((strict) => {
    const [result] = resultsOf(check, findings, strict)
    return [result?.verdict, ...(result?.notes ?? []).map(({ reading }) => reading)].join(' ')
  })
}

const deleted = (status: number) => {
  const request = { method: 'DELETE', url: 'http://a/application-profiles/v0.5/application-profiles/1', headers: {} }
  return replyOf({ status, request: { ...request, body: null } })
}
const ended = (terminationReason: string) => replyOf({ body: JSON.stringify({ data: { terminationReason } }) })
const reasonIs = (reason: string) => memberIs('$.data.terminationReason', reason)

describe('what a reading decides', () => {
  it.each([
    ['204', statusIs(204), deleted(204), ['pass', 'pass']],
    ['204 where a scenario has the other', statusIs(200), deleted(204), ['pass C14', 'pass C14']],
    ['200', statusIs(204), deleted(200), ['pass C14', 'fail C14']],
    ['202', statusIs(204), deleted(202), ['fail', 'fail']],
  ] as const)('a deleted profile is answered with %s', (_, check, reply, verdicts) => {
    expect(judged(check, reply)).toEqual(verdicts)
  })

  it.each([
    ['SUBSCRIPTION_DELETED', 'SUBSCRIPTION_DELETED', ['pass', 'pass']],
    ['SUBSCRIPTION_DELETED', 'NETWORK_TERMINATED', ['pass C7', 'fail C7']],
    ['NETWORK_TERMINATED', 'SUBSCRIPTION_DELETED', ['pass C7', 'pass C7']],
    ['SUBSCRIPTION_DELETED', 'MAX_EVENTS_REACHED', ['fail', 'fail']],
  ] as const)('a deletion that is to end with %s ends with %s', (expected, actual, verdicts) => {
    expect(judged(reasonIs(expected), ended(actual))).toEqual(verdicts)
  })

  it('no number was out of its bounds, so nothing is OUT_OF_RANGE', () => {
    const reply = replyOf({ body: '{"code":"OUT_OF_RANGE"}' })
    expect(judged(memberIs('$.code', 'INVALID_ARGUMENT'), reply)).toEqual(['fail', 'fail'])
  })
})
