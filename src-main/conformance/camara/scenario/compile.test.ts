import { describe, expect, it } from 'vitest'
import { resultsOf } from '../../checkResults'
import type { Reply } from '../../suite'
import { bodyComplies } from '../schema/schemaChecks'
import { send } from '../steps/common'
import { someAnswerIs } from '../steps/insights'
import { memberIs, refusedWith, statusIs } from '../steps/replies'
import { isEmptyList } from '../steps/subscriptionReplies'
import type { Action } from './action'
import { compile } from './compile'

const API = '/connectivity-insights/v0.6'

function stepOf(...checks: readonly Action[]) {
  const scenario = { id: 'S', title: 'S', actions: [send('checkNetworkQuality'), ...checks] }
  const [step] = compile([scenario], API).cases[0]?.steps ?? []
  return step
}

/** The checks that fail for a reply with this body. */
function failedFor(checks: readonly Action[], body: string, isComplete = true): string[] {
  const reply: Reply = { status: 401, headers: {}, body, isComplete, moment: { from: 0, to: 0 } }
  const earlier = { reply: () => undefined, unusedId: '', staged: {} }
  const results = stepOf(...checks)?.checks.flatMap((check) => resultsOf(check, check.judge(reply, earlier), false))
  return results?.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id) ?? []
}

describe('a step that judges members of a body', () => {
  const refused = refusedWith(401, 'UNAUTHENTICATED')

  it.each(['', '<html>Unauthorized</html>'])('fails a body that is no JSON, and that alone: "%s"', (body) => {
    expect(failedFor(refused, body)).toEqual(['body'])
    expect(failedFor([memberIs('$.code', 'UNAUTHENTICATED')], body)).toEqual(['body'])
    expect(failedFor([someAnswerIs('meets')], body)).toEqual(['body'])
  })

  it('passes one that is, and says nothing of one that broke off', () => {
    const error = { status: 401, code: 'UNAUTHENTICATED', message: 'Give a token.' }
    expect(failedFor(refused, JSON.stringify(error))).toEqual([])
    expect(failedFor(refused, '{"status":', false)).toEqual([])
  })

  it('has one check for it, also where a schema is judged or a list', () => {
    const ids = (...checks: readonly Action[]) => stepOf(...checks)?.checks.map(({ id }) => id) ?? []
    expect(ids(...refused)).toEqual(['status', 'body', '$.status', '$.code', '$.message'])
    const complying = ids(...bodyComplies('NetworkQualityInsightResponse', API), someAnswerIs('meets'))
    expect(complying.filter((id) => id.startsWith('body') && !id.includes('.'))).toEqual(['body'])
    expect(ids(isEmptyList, memberIs('$.code', 'x'))).not.toContain('body')
    expect(ids(statusIs(204))).toEqual(['status'])
  })
})
