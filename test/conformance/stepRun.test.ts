import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { RunRequest } from '#shared/control/runViews'
import { quietResources, resourcesLeft } from '../support/activeResources'
import { startForeignServer, type ForeignServer, type Quirk } from '../support/foreignServer'
import { startRawServer } from '../support/rawServer'
import { runRequest, setUpRuns } from '../support/runServiceFixture'

const ORDER = [
  'TC_UsageReport_N1 all',
  'TC_UsageReport_N2 u1',
  'TC_UsageReport_N2 u2',
  'TC_UsageReport_N3 p333',
  'TC_UsageReport_N4 ur002',
  'TC_UsageReport_N5 ur001',
  'TC_UsageReport_E1_user u000',
  'TC_UsageReport_E1_product p000',
]

let server: ForeignServer
/** What the server does wrong, as long as it is there. */
let broken: Quirk['finish']

beforeEach(async () => {
  broken = undefined
  server = await startForeignServer({ quirk: { finish: (reply, url) => broken?.(reply, url) } })
  onTestFinished(() => server.stop())
})

/** Breaks the replies to requests whose address ends so. */
function breakReplies(ending: string): void {
  broken = (reply, url) => {
    if (url.href.endsWith(ending)) reply.status = 500
  }
}

async function start(request: Partial<RunRequest> = {}) {
  const setting = setUpRuns(server.serverRoot)
  const { id } = await setting.runs.start(runRequest({ mode: 'step', ...request }))
  return { ...setting, id }
}

/** Starts a run that stops at its first failure, which is in TC_UsageReport_N4. */
async function startUpToFailure() {
  breakReplies('/ur002')
  const setting = setUpRuns(server.serverRoot)
  const stopped = setting.told('run.waiting')
  const { id } = await setting.runs.start(runRequest({ stopOnFailure: true }))
  await stopped
  return { ...setting, id }
}

describe('a step run', () => {
  it('waits before its first request, which it shows without its secrets', async () => {
    const { runs, id, kinds } = await start({
      target: { serverRoot: server.serverRoot, token: 'topsecret-token', headers: { 'X-Api-Key': 'topsecret-key' } },
    })
    const run = await runs.read(id)
    expect(run).toMatchObject({
      mode: 'step',
      state: 'waiting',
      summary: { notRun: 7 },
      next: {
        caseId: 'TC_UsageReport_N1',
        stepId: 'all',
        request: {
          method: 'GET',
          url: `${server.serverRoot}/usageManagement/v1/usageConsumptionReport`,
          headers: { authorization: '***', 'x-api-key': '***' },
        },
      },
    })
    expect(JSON.stringify(run)).not.toContain('topsecret')
    expect(kinds()).toEqual(['run.started', 'run.waiting'])
    expect(server.seenHeaders).toHaveLength(0)
  })

  it('sends one request at a time, in the order of the suite, and ends by itself after the last', async () => {
    const { runs, id, kinds } = await start()
    const sent: string[] = []
    for (let run = await runs.read(id); run.next; run = await runs.read(id)) {
      const { caseId, step } = await runs.send(id)
      sent.push(`${caseId} ${step.id}`)
      expect(server.seenHeaders).toHaveLength(sent.length)
      expect(step.request).toEqual(run.next?.request)
    }
    expect(sent).toEqual(ORDER)
    expect(await runs.read(id)).toMatchObject({ state: 'finished', verdict: 'pass', partial: false })
    expect(kinds().slice(0, 5)).toEqual([
      'run.started',
      'run.waiting',
      'run.resumed',
      'run.stepFinished',
      'run.caseFinished',
    ])
  })

  it('shows what was judged so far', async () => {
    const { runs, id } = await start()
    await runs.send(id)
    const second = await runs.send(id)
    expect(second).toMatchObject({ step: { verdict: 'pass' }, run: { state: 'waiting' }, next: { stepId: 'u2' } })
    const run = await runs.read(id)
    expect(run.cases.map(({ steps }) => steps.length)).toEqual([1, 1, 0, 0, 0, 0, 0])
    expect(run.summary).toMatchObject({ passed: 1, notRun: 5 })
    expect(run).not.toHaveProperty('report')
  })

  it('goes on to the end when told to', async () => {
    const { runs, id, told } = await start()
    await runs.send(id)
    const end = told('run.finished')
    expect(runs.goOn(id).state).toBe('running')
    await end
    expect(await runs.read(id)).toMatchObject({ state: 'finished', verdict: 'pass', report: { partial: false } })
    expect(server.seenHeaders).toHaveLength(8)
  })

  it('that retries a step keeps the later result, is partial and never passes', async () => {
    breakReplies('/usageConsumptionReport')
    const { runs, id, told } = await start()
    expect((await runs.send(id)).step.verdict).toBe('fail')
    broken = undefined
    expect(await runs.retry(id)).toMatchObject({
      caseId: 'TC_UsageReport_N1',
      step: { id: 'all', verdict: 'pass' },
      run: { state: 'waiting', partial: true },
      next: { stepId: 'u1' },
    })
    const end = told('run.finished')
    runs.goOn(id)
    await end
    expect(await runs.read(id)).toMatchObject({ verdict: 'inconclusive', partial: true, summary: { passed: 7 } })
    expect((await runs.read(id)).cases[0]?.steps).toHaveLength(1)
  })

  it('waits after its last step when that failed, to be retried or ended', async () => {
    const { runs, id, events } = await start({ cases: ['TC_UsageReport_N4'] })
    breakReplies('/ur002')
    expect((await runs.send(id)).run.state).toBe('waiting')
    expect(events.at(-1)).not.toHaveProperty('next')
    await expect(runs.send(id)).rejects.toMatchObject({
      code: 'conflict',
      message: `Run ${id} has sent its last step: retry that one, or continue to end the run.`,
    })
    expect((await runs.retry(id)).run.state).toBe('waiting')
    broken = undefined
    expect((await runs.retry(id)).run).toMatchObject({ state: 'finished', summary: { passed: 1 } })
  })

  it('that is ended after a failed last step has failed', async () => {
    breakReplies('/ur002')
    const { runs, id, told } = await start({ cases: ['TC_UsageReport_N4'] })
    await runs.send(id)
    const end = told('run.finished')
    runs.goOn(id)
    await end
    expect(await runs.read(id)).toMatchObject({ state: 'finished', verdict: 'fail' })
  })

  it('is cancelled while it waits, and keeps what it has', async () => {
    const { runs, again, id, kinds } = await start()
    await runs.send(id)
    expect(await runs.cancel(id)).toMatchObject({ state: 'cancelled', verdict: 'inconclusive', partial: true })
    expect((await again().read(id)).report).toMatchObject({ summary: { passed: 1, notRun: 6 } })
    expect(kinds().slice(-2)).toEqual(['run.resumed', 'run.finished'])
  })

  it('is cancelled with its request under way', async () => {
    let tellAsked: () => void
    const asked = new Promise<void>((resolve) => (tellAsked = resolve))
    const silent = await startRawServer(() => tellAsked())
    onTestFinished(() => silent.stop())
    const { runs, id } = await start({ target: { serverRoot: silent.serverRoot } })
    const sending = runs.send(id)
    const refusal = expect(sending).rejects.toMatchObject({ code: 'conflict' })
    await asked
    await expect(runs.send(id)).rejects.toMatchObject({
      code: 'conflict',
      message: `Run ${id} is under way: wait until it waits for you, or cancel it.`,
    })
    expect(await runs.cancel(id)).toMatchObject({ state: 'cancelled', summary: { notRun: 7 } })
    await refusal
  })

  it('holds nothing open while it waits, and ends with the service', async () => {
    await start().then(({ runs, id }) => runs.cancel(id)) // loads what the first run loads
    const before = await quietResources()
    const { runs, again, id } = await start()
    await runs.send(id)
    expect(await resourcesLeft(before)).toEqual({})
    await runs.stop()
    expect(await again().read(id)).toMatchObject({ state: 'cancelled', report: { summary: { passed: 1 } } })
  })

  it('has nothing to retry before its first step, and takes nothing more once it has ended', async () => {
    const { runs, id } = await start()
    await expect(runs.retry(id)).rejects.toMatchObject({
      code: 'conflict',
      message: `Run ${id} has sent nothing yet that could be retried: send its first step.`,
    })
    await runs.cancel(id)
    const refusal = { code: 'conflict', message: `Run ${id} is cancelled, so nothing more can be sent: start another.` }
    await expect(runs.send(id)).rejects.toMatchObject(refusal)
    expect(() => runs.goOn(id)).toThrow(expect.objectContaining(refusal))
  })
})

describe('a breakpoint', () => {
  it('stops a run at its first failure, before the next request', async () => {
    const { runs, id, events } = await startUpToFailure()
    expect(await runs.read(id)).toMatchObject({
      mode: 'run',
      state: 'waiting',
      summary: { passed: 3, failed: 1, notRun: 3 },
      next: { caseId: 'TC_UsageReport_N5' },
    })
    expect(server.seenHeaders).toHaveLength(5)
    expect(events.at(-1)).toMatchObject({ kind: 'run.waiting', next: { caseId: 'TC_UsageReport_N5' } })
  })

  it('is passed by going on, and reached again at the next failure', async () => {
    const { runs, id, told } = await startUpToFailure()
    breakReplies('=p000')
    const stoppedAgain = told('run.waiting')
    runs.goOn(id)
    await stoppedAgain
    expect(await runs.read(id)).toMatchObject({ state: 'waiting', summary: { passed: 5, failed: 2 } })
    const end = told('run.finished')
    runs.goOn(id)
    await end
    expect(await runs.read(id)).toMatchObject({ state: 'finished', verdict: 'fail', partial: false })
  })

  it('lets the user step on from there', async () => {
    const { runs, id } = await startUpToFailure()
    expect(await runs.send(id)).toMatchObject({ caseId: 'TC_UsageReport_N5', run: { state: 'waiting' } })
    expect(server.seenHeaders).toHaveLength(6)
  })
})

describe('a run after its last step', () => {
  /** To its end, with the last step of all failed. */
  async function startToFailedEnd() {
    breakReplies('=p000')
    const setting = await start()
    while ((await setting.runs.read(setting.id)).next) await setting.runs.send(setting.id)
    return setting
  }

  it('waits on when a case before that one is tried again, as the failure is still there', async () => {
    const { runs, id } = await startToFailedEnd()
    expect((await runs.retry(id, 'TC_UsageReport_N1')).run).toMatchObject({ state: 'waiting', summary: { failed: 1 } })
    broken = undefined
    expect((await runs.retry(id, 'TC_UsageReport_E1_product')).run).toMatchObject({ state: 'finished', partial: true })
  })

  it('waits on when a case is tried again whose last step alone passes', async () => {
    const { runs, id } = await start({ cases: ['TC_UsageReport_N2'] })
    breakReplies('=u1')
    await runs.send(id)
    expect((await runs.send(id)).run).toMatchObject({ state: 'waiting', summary: { failed: 1 } })
    expect((await runs.retry(id, 'TC_UsageReport_N2')).run.state).toBe('waiting')
    broken = undefined
    expect((await runs.retry(id, 'TC_UsageReport_N2')).run).toMatchObject({ state: 'finished', summary: { passed: 1 } })
  })
})
