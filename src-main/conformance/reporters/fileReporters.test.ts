import { Ajv } from 'ajv'
import type { AuxiliaryExchange } from '#shared/conformance/runReport'
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
    expect(page).toMatch(/Tokens and registrations[^]*POST http:\/\/target\/token[^]*it was refused/)
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

describe(junitReport, () => {
  it('is not green for an edited run whose cases all pass', () => {
    expect(junitReport(sampleReport())).not.toContain('<error')
    const xml = junitReport(sampleReport('[]', { edited: true, verdict: 'inconclusive' }))
    expect(xml.match(/<error/g)).toHaveLength(1)
  })
})
