import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { zRunRequest, type RunRequest } from '#shared/control/runViews'
import { parseOrRefuse } from '#shared/errors/zodIssues'
import { startForeignServer, type ForeignServer } from '../support/foreignServer'
import { startRawServer } from '../support/rawServer'
import { runRequest, setUpRuns, SUITE } from '../support/runServiceFixture'

let server: ForeignServer

beforeEach(async () => {
  server = await startForeignServer()
})

afterEach(() => server.stop())

const setUp = () => setUpRuns(server.serverRoot)

describe('the run service', () => {
  it('knows what each suite is going to ask', async () => {
    const [suite] = await setUp().runs.suites()
    expect(suite?.cases[1]).toEqual({
      id: 'TC_UsageReport_N2',
      title: 'Request usage report for specific user',
      steps: [
        { id: 'u1', title: 'Reports with relatedParty.id=u1' },
        { id: 'u2', title: 'Reports with relatedParty.id=u2' },
      ],
    })
  })

  it('runs against its own bench, tells the bus and keeps the report on disk', async () => {
    const { runs, again, kinds, told } = setUp()
    const end = told('run.finished')
    const { id } = await runs.start(runRequest())
    expect(await runs.read(id)).toMatchObject({ id, state: 'running', serverRoot: server.serverRoot })
    expect(runs.find({}, {}).items.map((run) => run.id)).toEqual([id])
    await end
    expect(await runs.read(id)).toMatchObject({
      mode: 'run',
      state: 'finished',
      verdict: 'pass',
      partial: false,
      summary: { passed: 7 },
      report: { benchClock: '2026-01-01T00:00:00.000Z', summary: { passed: 7 } },
    })
    expect((await runs.read(id)).cases).toEqual((await runs.read(id)).report?.cases)
    expect(runs.find({}, {}).items[0]).not.toHaveProperty('report')
    expect(await again().read(id)).toEqual(await runs.read(id))
    expect([kinds()[0], kinds().at(-1)]).toEqual(['run.started', 'run.finished'])
    expect(kinds().filter((kind) => kind === 'run.stepFinished')).toHaveLength(8)
    expect(kinds().filter((kind) => kind === 'run.caseFinished')).toHaveLength(7)
    expect(kinds()).not.toContain('run.waiting')
  })

  it('leaves the bench clock out of a run against another target', async () => {
    const other = await startForeignServer()
    const { runs, told } = setUp()
    const end = told('run.finished')
    const { id } = await runs.start(runRequest({ target: { serverRoot: `${other.serverRoot}/` } }))
    await end
    await other.stop()
    expect((await runs.read(id)).report).toMatchObject({ target: { serverRoot: other.serverRoot }, verdict: 'pass' })
    expect((await runs.read(id)).report).not.toHaveProperty('benchClock')
  })

  it('runs the cases it is asked for, which makes the run partial', async () => {
    const { runs, told } = setUp()
    const end = told('run.finished')
    const { id } = await runs.start(runRequest({ cases: ['TC_UsageReport_N4'], strict: true }))
    expect((await runs.read(id)).partial).toBe(true)
    await end
    expect(await runs.read(id)).toMatchObject({
      partial: true,
      strict: true,
      verdict: 'inconclusive',
      summary: { passed: 1, notRun: 6 },
    })
    expect(server.seenHeaders).toHaveLength(1)
  })

  it('gives up a request after the timeout that was asked for', async () => {
    const silent = await startRawServer(() => undefined)
    const { runs, told } = setUp()
    const end = told('run.finished')
    const target = { serverRoot: silent.serverRoot }
    const { id } = await runs.start(runRequest({ target, timeoutSeconds: 0.05, cases: ['TC_UsageReport_N4'] }))
    await end
    await silent.stop()
    expect((await runs.read(id)).verdict).toBe('error')
    expect((await runs.read(id)).report?.cases[3]?.steps[0]?.checks[0]?.message).toBe('timeout: no reply within 0.05 s')
  })

  it('cancels a run whose request is under way, also when it stops', async () => {
    const silent = await startRawServer(() => undefined)
    const { runs } = setUp()
    const request = runRequest({ target: { serverRoot: silent.serverRoot } })
    const { id } = await runs.start(request)
    expect(await runs.cancel(id)).toMatchObject({ id, state: 'cancelled', verdict: 'inconclusive' })
    expect((await runs.read(id)).report).toMatchObject({ summary: { notRun: 7 } })
    expect(await runs.cancel(id)).toMatchObject({ id, state: 'cancelled' })
    const second = await runs.start(request)
    await runs.stop()
    expect((await runs.read(second.id)).state).toBe('cancelled')
    await silent.stop()
  })

  it('starts no run once it stops', async () => {
    const { runs } = setUp()
    const starting = runs.start(runRequest())
    await runs.stop()
    await expect(starting).rejects.toMatchObject({ code: 'unavailable' })
    expect(server.seenHeaders).toHaveLength(0)
  })

  it('tells that a run could not be kept', async () => {
    const { runs, log, events, told } = setUp()
    log.failNextWrite()
    const end = told('run.finished')
    const { id } = await runs.start(runRequest())
    await end
    expect(events.at(-2)).toMatchObject({
      kind: 'problem.occurred',
      problem: { message: `The conformance run ${id} could not be finished and kept: The disk is full.` },
    })
    expect(runs.find({}, {}).items).toEqual([])
  })

  it('exports the report of a run that has ended', async () => {
    const { runs, told } = setUp()
    const end = told('run.finished')
    const { id } = await runs.start(runRequest())
    await expect(runs.export(id, 'json')).rejects.toMatchObject({ code: 'conflict' })
    await end
    const json = await runs.export(id, 'json')
    expect(JSON.parse(json.text)).toEqual((await runs.read(id)).report)
    expect(json.fileName).toMatch(/^tmf677-v1-certification-\d{8}T\d{6}Z\.json$/)
    const junit = await runs.export(id, 'junit')
    expect(junit).toMatchObject({ mediaType: 'application/xml', text: expect.stringContaining('<testsuite') as string })
    expect(junit.fileName).toMatch(/\.xml$/)
  })

  const foreign = { serverRoot: 'http://example.com' }
  const refused: [Partial<RunRequest>, string][] = [
    [{ suite: 'tmf999' }, 'suite'],
    [{ cases: ['TC_UsageReport_N1', 'TC_N99'] }, 'cases'],
    [{ breakpoints: ['TC_N99'] }, 'breakpoints'],
    [{ target: { serverRoot: 'ftp://example.com' } }, 'target.serverRoot'],
    [{ target: { serverRoot: 'http://u:p@example.com' } }, 'target.serverRoot'],
    [{ target: { ...foreign, headers: { Host: 'x' } } }, 'target.headers.Host'],
    [{ target: { ...foreign, token: 'a\nb' } }, 'target.token'],
    [{ target: { ...foreign, ca: 'no certificate' } }, 'target.ca'],
    [
      { target: { ...foreign, clientCertificate: { certificate: 'no', key: 'no' } } },
      'target.clientCertificate.certificate',
    ],
  ]
  it.each(refused)('refuses %j and names the field %s', async (request, field) => {
    const { runs } = setUp()
    const starting = async () => runs.start(parseOrRefuse(zRunRequest, { suite: SUITE, ...request }))
    await expect(starting()).rejects.toMatchObject({ code: 'invalidArgument', field })
    expect(runs.find({}, {}).items).toEqual([])
  })

  it('does not know a run that was never started', async () => {
    const { runs } = setUp()
    await expect(runs.read('nope')).rejects.toThrow(expect.objectContaining({ code: 'notFound' }))
    expect(() => runs.goOn('nope')).toThrow(expect.objectContaining({ code: 'notFound' }))
    await expect(runs.cancel('nope')).rejects.toMatchObject({ code: 'notFound' })
  })
})
