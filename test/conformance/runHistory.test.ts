import { describe, expect, it, vi } from 'vitest'
import { createRunHistory, type KeptRun } from '#main/conformance/history/runHistory'
import type { RunView } from '#shared/control/runViews'
import { createMemoryRowLog } from '../support/memoryRowLog'
import { createMemoryTextFiles } from '../support/memoryTextFiles'
import { sampleReport } from '../support/sampleReport'

const START = Date.parse('2026-11-15T12:00:00Z')

/** A run that ended so many seconds after the first one began. */
function runEnded(id: string, seconds: number, more: Partial<RunView> = {}): RunView {
  const summary = { passed: 1, failed: 0, inconclusive: 0, errors: 0, notRun: 0 }
  return {
    ...{ id, suite: 'a-suite', serverRoot: 'http://target', mode: 'run', state: 'finished', verdict: 'pass', summary },
    ...{ strict: false, partial: false, edited: false },
    startedAt: new Date(START).toISOString(),
    finishedAt: new Date(START + seconds * 1000).toISOString(),
    ...more,
  }
}

function setUp({ limit = 3 } = {}) {
  const texts = new Map<string, string>()
  const reports = createMemoryTextFiles(texts)
  const log = createMemoryRowLog<{ runs: KeptRun }>(['runs'])
  const onDropped = vi.fn<(id: string) => void>()
  let most = limit
  const ports = { reports, limit: () => most, onDropped }
  return {
    history: createRunHistory({ ...ports, log }),
    /** What the next process finds. */
    again: () => createRunHistory({ ...ports, log: log.afterKill() }),
    texts,
    log,
    reports,
    onDropped,
    limitTo: (count: number) => (most = count),
  }
}

const idsOf = (history: { views(): RunView[] }) => history.views().map(({ id }) => id)

describe('the history of runs', () => {
  it('keeps the runs that ended last and drops the oldest with its report, whenever they began', async () => {
    const { history, again, texts, onDropped } = setUp()
    for (const seconds of [2, 1, 3]) await history.keep(runEnded(`run-${seconds}`, seconds), sampleReport())
    expect(onDropped).not.toHaveBeenCalled()
    await history.keep(runEnded('run-4', 4), sampleReport())
    expect(idsOf(again())).toEqual(['run-2', 'run-3', 'run-4'])
    expect([...texts.keys()]).toEqual(['run-2', 'run-3', 'run-4'])
    expect(onDropped.mock.calls).toEqual([['run-1']])
    expect(await again().report('run-4')).toEqual(sampleReport())
  })

  it('never drops a pinned run, which takes no other one’s place', async () => {
    const { history, again } = setUp({ limit: 1 })
    await history.keep(runEnded('first', 1), sampleReport())
    await history.change(runEnded('first', 1, { pinned: true, name: 'the one for the customer' }))
    await history.keep(runEnded('second', 2), sampleReport())
    await history.keep(runEnded('third', 3), sampleReport())
    expect(idsOf(again())).toEqual(['first', 'third'])
    await history.change(runEnded('first', 1))
    expect(idsOf(again())).toEqual(['third'])
  })

  it('drops what is too much once fewer are to be kept', async () => {
    const { history, limitTo } = setUp()
    for (const seconds of [1, 2, 3]) await history.keep(runEnded(`run-${seconds}`, seconds), sampleReport())
    limitTo(1)
    await history.bound()
    expect(idsOf(history)).toEqual(['run-3'])
  })

  it('brings back a run that was deleted, with its report, until it closes', async () => {
    const { history, log, texts } = setUp()
    await history.keep(runEnded('first', 1), sampleReport())
    await history.remove('first')
    expect([...log.afterKill().table('runs').values()], 'it is gone from the disk').toEqual([])
    expect(await history.restore('first')).toMatchObject({ id: 'first' })
    expect(await history.report('first')).toEqual(sampleReport())
    await expect(history.restore('first')).rejects.toMatchObject({ code: 'notFound', field: 'id' })

    await history.remove('first')
    await history.close()
    expect(texts.size).toBe(0)
    await expect(history.restore('first')).rejects.toMatchObject({ code: 'notFound' })
  })

  it('removes reports that a kill has left without their row', async () => {
    const { again, texts } = setUp()
    texts.set('half-kept', '{}')
    await again().keep(runEnded('first', 1), sampleReport())
    expect([...texts.keys()]).toEqual(['first'])
  })

  it('reads a run of an earlier data folder, whose row holds the report, and keeps it so when it is named', async () => {
    const { log, again, history } = setUp()
    await log.commit([{ table: 'runs', put: { ...runEnded('old', 1), report: sampleReport() } }])
    expect(history.get('old')).not.toHaveProperty('report')
    await history.change(runEnded('old', 1, { name: 'old' }))
    expect(await again().report('old')).toEqual(sampleReport())
  })

  it.each([
    ['is missing', undefined],
    ['is no report', '{"suite":1}'],
    ['is cut off', '{"suite":'],
  ])('says which report cannot be read when its file %s', async (_, text) => {
    const { history, texts } = setUp()
    await history.keep(runEnded('first', 1), sampleReport())
    if (text === undefined) texts.delete('first')
    else texts.set('first', text)
    await expect(history.report('first')).rejects.toMatchObject({
      code: 'storageFailed',
      message: expect.stringContaining('The report of run first') as string,
    })
  })
})
