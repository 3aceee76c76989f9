import { Ajv } from 'ajv'
import type { AuxiliaryExchange, CaseResult, RunReport, StepResult } from '#shared/conformance/runReport'
import type { Har } from 'har-format'
import harSchemas from 'har-schema'
import { describe, expect, it } from 'vitest'
import { sampleReport } from '../../../test/support/sampleReport'
import { harReport } from './harReporter'
import { htmlReport } from './html/htmlReport'
import { junitReport } from './junitReporter'
import { layOutJson } from './layOutJson'

const tokenExchange: AuxiliaryExchange = {
  kind: 'token',
  title: 'Access token',
  at: '2026-11-15T12:00:00.050Z',
  request: { method: 'POST', url: 'http://target/token', headers: {}, body: 'client_secret=***' },
  response: { status: 200, headers: {}, body: '{"access_token":"***"}', durationMs: 3 },
}

const HOSTILE = `</pre><script>alert(1)</script><img src=x onerror='alert(2)'><style>*{display:none}</style>"&\u0000\u202e`

describe(htmlReport, () => {
  it('shows what a target sent as text, and allows neither a script nor any address', () => {
    const page = htmlReport(sampleReport(HOSTILE, { suite: HOSTILE, ranBy: HOSTILE }))
    for (const forbidden of ['<script', '<img', `onerror='`, '\u0000', '\u202e']) expect(page).not.toContain(forbidden)
    expect(page.match(/<style>/g)).toHaveLength(1)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).toContain(`default-src &#39;none&#39;`)
  })

  it('tells on its first page that a run is no evidence, and why', () => {
    expect(htmlReport(sampleReport())).not.toContain('Not evidence')
    const page = htmlReport(sampleReport('[]', { edited: true, partial: true }))
    const [firstPage = ''] = page.split('What was sent')
    expect(firstPage).toMatch(/Not evidence[\s\S]*Edited:[\s\S]*Partial:/)
  })

  it('lists what did not pass on its first page, and shows what was edited by hand', () => {
    expect(htmlReport(sampleReport())).not.toContain('What did not pass')
    const [one] = sampleReport().cases
    const steps = one?.steps.map((step) => ({
      ...step,
      edited: true as const,
      checks: step.checks.map((check) => ({ ...check, verdict: 'fail' as const, message: 'the name is another' })),
    }))
    const page = htmlReport(sampleReport('[]', { cases: one && steps ? [{ ...one, steps }] : [] }))
    const [firstPage = '', rest] = page.split('What was sent')
    expect(firstPage).toMatch(/What did not pass[^]*the name is another[^]*href="#case-0"/)
    expect(rest).toContain('changed by hand')
  })

  it('shows tokens and registrations too', () => {
    const page = htmlReport(sampleReport('[]', { auxiliary: [{ ...tokenExchange, problem: 'it was refused' }] }))
    expect(page).toMatch(
      /Not judged: tokens, registrations and preparations[^]*POST http:\/\/target\/token[^]*it was refused/,
    )
  })

  it('names target, versions, who ran it and both clocks', () => {
    const page = htmlReport(sampleReport('[]', { benchClock: '2026-02-28T23:59:00.000Z' }))
    const facts = ['http://target', 'version 1.0.0', 'callbox 0.0.0-test', 'a tester', '2026-11-15 12:00:00.000 UTC']
    for (const fact of [...facts, '2026-02-28 23:59:00.000 UTC']) expect(page).toContain(fact)
  })
})

describe(layOutJson, () => {
  it('keeps every token as it came', () => {
    expect(layOutJson('{"a":[2.0,{}],"b":"x, {\\"y\\": 1}"}')).toBe(
      '{\n  "a": [\n    2.0,\n    {}\n  ],\n  "b": "x, {\\"y\\": 1}"\n}',
    )
  })

  it('leaves alone what is no JSON', () => {
    expect(layOutJson('{"a": ')).toBe('{"a": ')
  })
})

describe(harReport, () => {
  it('is valid by the schema of HAR 1.2, without a reply too', () => {
    const ajv = new Ajv({ strict: false, validateSchema: false, validateFormats: false })
    for (const schema of Object.values(harSchemas)) ajv.addSchema({ ...schema, $schema: '' })
    const isValid = ajv.getSchema('har.json#')
    const report = sampleReport()
    const unanswered = report.cases.map((one) => ({
      ...one,
      steps: one.steps.map((step) => ({ ...step, response: null })),
    }))
    for (const one of [report, { ...report, cases: unanswered }, { ...report, auxiliary: [tokenExchange] }]) {
      expect(isValid?.(JSON.parse(harReport(one))), JSON.stringify(isValid?.errors)).toBe(true)
    }
    expect(isValid?.({ log: { version: '1.2' } })).toBe(false)
  })

  it('tells when each request was sent, and how long its reply took to begin and to end', () => {
    const { log } = JSON.parse(harReport(sampleReport())) as Har
    expect(log.entries[0]).toMatchObject({
      startedDateTime: '2026-11-15T12:00:00.100Z',
      time: 12,
      timings: { send: 0, wait: 10, receive: 2 },
      request: { queryString: [{ name: 'id', value: 'ur001' }] },
    })
  })
})

/** The sample with something else in its only step. */
function withStep(change: Partial<StepResult>, more: Partial<CaseResult> = {}): RunReport {
  const report = sampleReport()
  const cases = report.cases.map((one) => ({
    ...one,
    ...more,
    steps: one.steps.map((step) => ({ ...step, ...change })),
  }))
  return { ...report, cases }
}

describe('what a HAR holds', () => {
  const request = { method: 'GET', url: '***://target/reports?id=ur001&name=a%20b#part', headers: {}, body: null }

  it('an address that is none any more, as a secret was taken out of it', () => {
    const { log } = JSON.parse(harReport(withStep({ request }))) as Har
    expect(log.entries[0]?.request).toMatchObject({
      url: request.url,
      queryString: [
        { name: 'id', value: 'ur001' },
        { name: 'name', value: 'a b' },
      ],
    })
  })

  it('no request that was never sent', () => {
    const unsent = withStep({ sentAt: undefined, response: null })
    expect((JSON.parse(harReport(unsent)) as Har).log).toMatchObject({ entries: [], pages: [] })
  })

  it('one that was sent and not answered, and a notification that came', () => {
    expect((JSON.parse(harReport(withStep({ response: null }))) as Har).log.entries).toHaveLength(1)
    expect((JSON.parse(harReport(withStep({ sentAt: undefined }))) as Har).log.entries).toHaveLength(1)
  })
})

describe(junitReport, () => {
  it('is not green for an edited run whose cases all pass', () => {
    expect(junitReport(sampleReport())).not.toContain('<error')
    const xml = junitReport(sampleReport('[]', { edited: true, verdict: 'inconclusive' }))
    expect(xml.match(/<error/g)).toHaveLength(1)
  })

  it.each([{ edited: true }, { partial: true }])('is not green for one of which a case is skipped: %j', (how) => {
    const { cases } = withStep({}, { id: 'seen', verdict: 'observation' })
    const report = sampleReport('[]', { ...how, verdict: 'inconclusive' })
    const xml = junitReport({ ...report, cases: [...report.cases, ...cases] })
    expect(xml.match(/<error/g)).toHaveLength(1)
    expect(xml).toMatch(/<error[^>]*message="(Edited|Partial): /)
  })

  it('says that nothing decides where that is so', () => {
    const { cases } = withStep({}, { verdict: 'notSupported' })
    expect(junitReport(sampleReport('[]', { verdict: 'inconclusive', cases }))).toMatch(
      /<error[^>]*message="Nothing in it decides/,
    )
  })
})
