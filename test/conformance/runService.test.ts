import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBus } from '#main/bench/bus'
import { randomIds as ids } from '#main/bench/ids'
import { systemWallClock as wall } from '#main/bench/wallClock'
import { createRunService, type KeptRun } from '#main/conformance/runService'
import type { BenchEvent } from '#shared/control/events'
import { startForeignServer, type ForeignServer } from '../support/foreignServer'
import { createMemoryRowLog } from '../support/memoryRowLog'
import { startRawServer } from '../support/rawServer'

const SUITE = 'tmf677-v1-certification'
let server: ForeignServer

beforeEach(async () => {
  server = await startForeignServer()
})

afterEach(() => server.stop())

function setUp() {
  const bus = createBus()
  const events: BenchEvent[] = []
  const log = createMemoryRowLog<{ runs: KeptRun }>(['runs'])
  const ports = {
    wall,
    ids,
    bus,
    log,
    ownServerRoot: () => server.serverRoot,
    benchClock: () => '2026-01-01T00:00:00.000Z',
    tool: { name: 'callbox', version: '0.0.0-test' },
  }
  for (const kind of ['run.started', 'run.stepFinished', 'run.caseFinished', 'run.finished'] as const) {
    bus.on(kind, (event) => events.push(event))
  }
  const finished = () => new Promise<void>((resolve) => bus.on('run.finished', () => resolve()))
  return { runs: createRunService(ports), again: () => createRunService(ports), events, finished }
}

describe('the run service', () => {
  it('runs against its own bench, tells the bus and keeps the report on disk', async () => {
    const { runs, again, events, finished } = setUp()
    const end = finished()
    const { id } = runs.start({ suite: SUITE })
    expect(runs.read(id)).toMatchObject({ id, state: 'running', serverRoot: server.serverRoot })
    expect(runs.list()).toEqual([runs.read(id)])
    await end
    expect(runs.read(id)).toMatchObject({
      state: 'finished',
      verdict: 'pass',
      report: { benchClock: '2026-01-01T00:00:00.000Z', summary: { passed: 7 } },
    })
    expect(runs.list()[0]).not.toHaveProperty('report')
    expect(again().read(id)).toEqual(runs.read(id))
    const kinds = events.map(({ kind }) => kind)
    expect([kinds[0], kinds.at(-1)]).toEqual(['run.started', 'run.finished'])
    expect(kinds.filter((kind) => kind === 'run.stepFinished')).toHaveLength(8)
    expect(kinds.filter((kind) => kind === 'run.caseFinished')).toHaveLength(7)
  })

  it('leaves the bench clock out of a run against another target', async () => {
    const other = await startForeignServer()
    const { runs, finished } = setUp()
    const end = finished()
    const { id } = runs.start({ suite: SUITE, target: { serverRoot: `${other.serverRoot}/` } })
    await end
    await other.stop()
    expect(runs.read(id).report).toMatchObject({ target: { serverRoot: other.serverRoot }, verdict: 'pass' })
    expect(runs.read(id).report).not.toHaveProperty('benchClock')
  })

  it('cancels a run under way at once, also when it stops', async () => {
    const silent = await startRawServer(() => undefined)
    const { runs, finished } = setUp()
    const end = finished()
    const { id } = runs.start({ suite: SUITE, target: { serverRoot: silent.serverRoot } })
    expect(runs.cancel(id).id).toBe(id)
    await end
    expect(runs.read(id)).toMatchObject({
      state: 'cancelled',
      verdict: 'inconclusive',
      report: { summary: { notRun: 7 } },
    })
    const second = runs.start({ suite: SUITE, target: { serverRoot: silent.serverRoot } })
    await runs.stop()
    expect(runs.read(second.id).state).toBe('cancelled')
    await silent.stop()
  })

  it.each([
    [{ suite: 'tmf999' }, 'suite'],
    [{ suite: SUITE, target: { serverRoot: 'ftp://example.com' } }, 'target.serverRoot'],
    [{ suite: SUITE, target: { serverRoot: 'http://u:p@example.com' } }, 'target.serverRoot'],
    [{ suite: SUITE, target: { serverRoot: 'http://example.com', headers: { Host: 'x' } } }, 'target.headers'],
    [{ suite: SUITE, target: { serverRoot: 'http://example.com', token: 'a\nb' } }, 'target.token'],
  ])('refuses %j and names the field %s', (request, field) => {
    const { runs } = setUp()
    expect(() => runs.start(request)).toThrow(expect.objectContaining({ code: 'invalidArgument', field }))
    expect(runs.list()).toEqual([])
  })

  it('does not know a run that was never started', () => {
    expect(() => setUp().runs.read('nope')).toThrow(expect.objectContaining({ code: 'notFound' }))
  })
})
