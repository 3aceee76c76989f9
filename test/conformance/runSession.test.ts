import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { randomIds as ids } from '#main/bench/clocks/ids'
import { systemWallClock as wall } from '#main/bench/clocks/wallClock'
import type { Target } from '#shared/conformance/targetConfig'
import { openRunSession, type RunEvent } from '#main/conformance/session/runSession'
import { TMF677_V1_CERTIFICATION } from '#main/conformance/suites/tmf677V1Certification/tmf677V1Certification'
import { zRunReport } from '#shared/conformance/runReport'
import { judgeTarget } from '../support/conformanceFixture'
import { startForeignServer, type ForeignServer } from '../support/foreignServer'

let server: ForeignServer

beforeEach(async () => {
  server = await startForeignServer()
})

afterEach(() => server.stop())

function open(target: Partial<Target> = {}) {
  const tool = { name: 'callbox', version: '0.0.0-test' }
  const ports = { wall, ids, tool }
  const options = { strict: false, timeoutMs: 5000 }
  const session = openRunSession(TMF677_V1_CERTIFICATION, { serverRoot: server.serverRoot, ...target }, options, ports)
  onTestFinished(() => session.close())
  return session
}

describe('a session', () => {
  it('shows the request that it sends next', async () => {
    const session = open()
    expect(session.nextStep()).toMatchObject({
      caseId: 'TC_UsageReport_N1',
      stepId: 'all',
      request: { method: 'GET', url: `${server.serverRoot}/usageManagement/v1/usageConsumptionReport` },
    })
    expect(server.seenHeaders).toHaveLength(0)
    const shown = session.nextStep()
    const step = await session.send()
    expect(step).toMatchObject({ caseId: 'TC_UsageReport_N1', step: { verdict: 'pass', request: shown?.request } })
    expect(session.nextStep()).toMatchObject({ caseId: 'TC_UsageReport_N2', stepId: 'u1' })
  })

  it('that is finished early is partial, and what was cut short does not pass', async () => {
    const session = open()
    await session.send()
    await session.send()
    const report = session.report()
    expect(report.cases.map(({ verdict }) => verdict).slice(0, 3)).toEqual(['pass', 'inconclusive', 'notRun'])
    expect(report).toMatchObject({ partial: true, verdict: 'inconclusive', summary: { passed: 1, notRun: 5 } })
  })

  it('has nothing more to send after the last step', async () => {
    const session = open()
    for (let sent = 0; sent < 8; sent += 1) expect(await session.send()).toBeDefined()
    expect(session.nextStep()).toBeUndefined()
    expect(await session.send()).toBeUndefined()
    expect(session.report().verdict).toBe('pass')
  })

  it('sends a step again in the place of the former, and is partial from then on', async () => {
    const session = open()
    expect(session.hasSent()).toBe(false)
    expect(await session.repeat()).toBeUndefined()
    await session.send()
    expect(session.progress()).toMatchObject({ partial: false, summary: { passed: 1, notRun: 6 } })
    expect(await session.repeat()).toMatchObject({ caseId: 'TC_UsageReport_N1', step: { id: 'all' } })
    expect(session.nextStep()).toMatchObject({ caseId: 'TC_UsageReport_N2', stepId: 'u1' })
    expect(server.seenHeaders).toHaveLength(2)
    while (await session.send());
    const report = session.report()
    expect(report).toMatchObject({ partial: true, verdict: 'inconclusive', summary: { passed: 7 } })
    expect(report.cases[0]?.steps).toHaveLength(1)
  })

  it('sends token and headers but keeps them, and the cookies of the target, out of the report', async () => {
    const report = await judgeTarget({
      serverRoot: server.serverRoot,
      token: 'topsecret-token',
      headers: { 'X-Api-Key': 'topsecret-key' },
    })
    expect(server.seenHeaders[0]).toMatchObject({
      authorization: 'Bearer topsecret-token',
      'x-api-key': 'topsecret-key',
    })
    expect(report.cases[0]?.steps[0]?.request.headers).toMatchObject({ authorization: '***', 'x-api-key': '***' })
    expect(report.cases[0]?.steps[0]?.response?.headers['set-cookie']).toBe('***')
    expect(JSON.stringify(report)).not.toMatch(/topsecret|secret-of-the-target/)
  })
})

describe('a run', () => {
  it('gives a report in the shape of the contract, with one event for each step and case', async () => {
    const events: RunEvent[] = []
    const report = await judgeTarget(
      { serverRoot: server.serverRoot },
      {},
      { onEvent: (event) => events.push(event), benchClock: () => '2026-01-01T00:00:00.000Z' },
    )
    expect(zRunReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report)
    expect(report).toMatchObject({ benchClock: '2026-01-01T00:00:00.000Z', partial: false, edited: false })
    expect(events.filter(({ kind }) => kind === 'stepFinished')).toHaveLength(8)
    const finished = events.flatMap((event) => (event.kind === 'caseFinished' ? [event.result] : []))
    expect(finished).toEqual(report.cases)
  })

  it('of some cases runs them in the order of the suite and never passes', async () => {
    const caseIds = ['TC_UsageReport_N4', 'TC_UsageReport_N1']
    const report = await judgeTarget({ serverRoot: server.serverRoot }, { caseIds })
    expect(report).toMatchObject({ partial: true, verdict: 'inconclusive', summary: { passed: 2, notRun: 5 } })
    expect(server.seenHeaders).toHaveLength(2)
  })

  it('that is cancelled leaves the rest unjudged', async () => {
    const abort = new AbortController()
    const report = await judgeTarget(
      { serverRoot: server.serverRoot },
      {},
      { signal: abort.signal, onEvent: (event) => event.kind === 'caseFinished' && abort.abort() },
    )
    expect(report.cases.map(({ verdict }) => verdict)).toEqual(['pass', ...Array<string>(6).fill('notRun')])
    expect(report).toMatchObject({ partial: true, verdict: 'inconclusive' })
    expect(zRunReport.safeParse(report).success).toBe(true)
  })

  it('accepts the day before when it goes on across midnight', async () => {
    await server.stop()
    const clock = [new Date('2026-11-30T23:59:59.990Z'), new Date('2026-12-01T00:00:00.005Z')]
    let asked = 0
    server = await startForeignServer({ now: () => clock[asked++ % 2] ?? new Date(NaN) }) // content, then Date header
    expect((await judgeTarget({ serverRoot: server.serverRoot })).verdict).toBe('pass')
  })
})
