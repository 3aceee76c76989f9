import { describe, expect, it } from 'vitest'
import type { CheckResult, RecordedResponse, RunReport } from '#shared/conformance/runReport'
import { sampleReport } from '../../../test/support/sampleReport'
import { compareJson } from './compareJson'
import { compareReports } from './compareReports'
import { comparisonText } from './comparisonText'

interface Changes {
  checks?: Partial<CheckResult>[]
  response?: Partial<RecordedResponse> | null
  url?: string
}

/** The sample with its one step changed; its verdict is that of the first check. */
function report({ checks = [{}], response = {}, url }: Changes = {}, more: Partial<RunReport> = {}): RunReport {
  const sample = sampleReport(undefined, more)
  return {
    ...sample,
    cases: sample.cases.map((one) => {
      const steps = one.steps.map((step) => {
        const [check] = step.checks
        if (!check || !step.response) throw new Error('the sample has a check and a response')
        const made = checks.map((change) => ({ ...check, ...change }))
        return {
          ...step,
          verdict: made[0]?.verdict ?? 'pass',
          request: { ...step.request, ...(url !== undefined && { url }) },
          response: response && { ...step.response, ...response },
          checks: made,
        }
      })
      return { ...one, verdict: steps[0]?.verdict ?? one.verdict, steps }
    }),
  }
}

const stepOf = (before: RunReport, after: RunReport) => compareReports(before, after).cases[0]?.steps[0]

describe(compareJson, () => {
  it.each([
    [{ a: 1, b: [1, 2] }, { b: [1, 2.0], a: 1 }, []],
    [{ a: 1 }, { b: 1 }, ['$.a removed', '$.b added']],
    [{ a: { 'x y': null } }, { a: { 'x y': 0 } }, ['$.a["x y"] changed']],
    [
      [1, 2, 3],
      [1, 3],
      ['$[1] changed', '$[2] removed'],
    ],
    [
      [{ id: 'u1', v: 1 }, { id: 'u2' }],
      [{ id: 'u2' }, { id: 'u1', v: 2 }],
      ['$ moved', '$[?@.id=="u1"].v changed'],
    ],
    [[{ id: 'u1' }], [{ id: 'u1' }, { id: 'u3' }], ['$[?@.id=="u3"] added']],
    [[{ id: 'u1' }, { id: 'u1' }], [{ id: 'u1' }], ['$[1] removed']],
    [{ a: [] }, { a: {} }, ['$.a changed']],
    ['1', 1, ['$ changed']],
    [{ at: '2026-11-15T12:00:00Z' }, { at: '2026-11-16T09:00:00Z' }, ['$.at instant']],
    [{ at: '2026-11-15T12:00:00Z' }, { at: 'never' }, ['$.at changed']],
  ])('%j against %j', (before, after, expected) => {
    expect(compareJson(before, after).map(({ path, kind }) => `${path} ${kind}`)).toEqual(expected)
  })
})

describe(compareReports, () => {
  it('finds nothing in a run and its like, whose times and correlators are others', () => {
    const later = report(
      { response: { headers: { 'content-type': 'application/json', date: 'now', 'x-correlator': 'b' } } },
      { startedAt: '2026-11-16T12:00:00.000Z' },
    )
    const comparison = compareReports(report(), later)
    expect(comparison).toMatchObject({ verdictChanged: false, remarks: [], cases: [{ answerChanged: false }] })
    expect(comparison.cases[0]?.steps[0]).toMatchObject({ checks: [] })
    expect(comparison.cases[0]?.steps[0]).not.toHaveProperty('answer')
  })

  it('tells which check changed its verdict, with every place that is wrong', () => {
    const failing = report({
      checks: [
        { verdict: 'fail', path: '$[0].name', message: 'absent' },
        { verdict: 'fail', path: '$[1].name', message: 'empty' },
      ],
    })
    const comparison = compareReports(report(), failing)
    expect(comparison).toMatchObject({ verdictChanged: true, cases: [{ verdicts: { before: 'pass', after: 'fail' } }] })
    expect(comparison.cases[0]?.steps[0]?.checks).toEqual([
      {
        id: 'registered.name',
        clause: 'TC: name',
        verdictChanged: true,
        before: { verdict: 'pass', messages: ['as registered'] },
        after: { verdict: 'fail', messages: ['$[0].name: absent', '$[1].name: empty'] },
      },
    ])
  })

  it('tells another failure of the same check, which changes no verdict', () => {
    const failing = (message: string) => report({ checks: [{ verdict: 'fail', message }] }, { verdict: 'fail' })
    const comparison = compareReports(failing('absent'), failing('empty'))
    expect(comparison.verdictChanged).toBe(false)
    expect(comparison.cases[0]?.steps[0]?.checks).toMatchObject([{ verdictChanged: false }])
  })

  it('tells what changed in an answer: status, headers that matter, and the body by path', () => {
    const changed = report({
      response: { status: 206, headers: { 'content-type': 'text/json', via: 'x' }, body: '[{"id":"ur001","value":3}]' },
    })
    expect(stepOf(report(), changed)?.answer).toEqual({
      status: { before: 200, after: 206 },
      headers: [{ name: 'content-type', before: 'application/json', after: 'text/json' }],
      body: [{ path: '$[?@.id=="ur001"].value', kind: 'changed', before: 2, after: 3 }],
      moreInBody: 0,
    })
  })

  it('does not take another time of day for another answer', () => {
    const at = (instant: string) => report({ response: { body: JSON.stringify({ at: instant }) } })
    const comparison = compareReports(at('2026-11-15T12:00:00Z'), at('2026-11-16T12:00:00Z'))
    expect(comparison.cases[0]).toMatchObject({
      answerChanged: false,
      steps: [{ answer: { body: [{ path: '$.at' }] } }],
    })
    expect(comparisonText(comparison).join()).not.toContain('$.at')
  })

  it('compares a body that is no JSON whole, and a reply with none', () => {
    const html = report({ response: { body: '<html>' } })
    expect(stepOf(report(), html)?.answer?.body).toMatchObject([{ path: '$', kind: 'changed', after: '<html>' }])
    expect(stepOf(report(), report({ response: null }))?.answer?.status).toEqual({ before: 200, after: null })
  })

  it('bounds how many places it lists', () => {
    const list = (offset: number) => JSON.stringify(Array.from({ length: 250 }, (_, index) => index + offset))
    const answer = stepOf(report({ response: { body: list(0) } }), report({ response: { body: list(1) } }))?.answer
    expect(answer).toMatchObject({ moreInBody: 50 })
    expect(answer?.body).toHaveLength(200)
  })

  it('tells another request, but neither another target nor an id made for the run', () => {
    const url = (root: string, id: string) => `${root}/reports/${id}`
    const [one, other] = [
      'callbox-0a1b2c3d-0000-4000-8000-000000000001',
      'callbox-ffffffff-0000-4000-8000-000000000002',
    ]
    const elsewhere = { target: { serverRoot: 'http://other' } }
    const before = report({ url: url('http://target', one) })
    expect(stepOf(before, report({ url: url('http://other', other) }, elsewhere))).not.toHaveProperty('request')
    expect(stepOf(before, report({ url: url('http://target', 'x') }))?.request?.after).toBe(
      'GET http://target/reports/x',
    )
  })

  it('has cases that only one of them has, and says when the two can hardly be compared', () => {
    const comparison = compareReports(
      report({}, { strict: true, partial: true, suiteVersion: '0.9.0' }),
      report({}, { target: { serverRoot: 'http://other' }, cases: [] }),
    )
    expect(comparison.cases[0]?.verdicts).toEqual({ before: 'pass' })
    expect(comparison.verdictChanged).toBe(true)
    expect(comparison.remarks.join(' ')).toMatch(/version 0\.9\.0.*different targets.*strict.*partial/)
    expect(compareReports(report(), report({}, { suite: 'b' })).remarks[0]).toContain('different suites')
  })
})

describe(comparisonText, () => {
  it('says only what is different, and ends with how much that is', () => {
    expect(comparisonText(compareReports(report(), report()))).toHaveLength(4)
    const failing = report({ checks: [{ verdict: 'fail', message: 'absent' }], response: { status: 500 } })
    const text = comparisonText(compareReports(report(), failing)).join('\n')
    expect(text).toMatch(/TC_1 {2}One: pass → fail\n {2}step all: pass → fail\n {4}check registered.name: pass → fail/)
    expect(text).toContain('status 200 → 500')
    expect(text).toMatch(/A verdict is different: verdicts in 1 of 1 cases, answers in 1\.$/)
  })
})
