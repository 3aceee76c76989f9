// Stepping through a run as the window does it: over the control API of a bench.
import { describe, expect, it, onTestFinished } from 'vitest'
import { zRunReport } from '#shared/conformance/runReport'
import { benchOfThisTest } from '../support/benchFixture'
import { DEVIATIONS } from '../support/foreignDeviations'
import { startForeignServer } from '../support/foreignServer'
import { SUITE } from '../support/runServiceFixture'
import { temporaryFolder } from '../support/temporaryFolder'

async function deviatingServer(name: string) {
  const { quirk = {}, caughtIn = '', caughtBy = '' } = DEVIATIONS[name] ?? {}
  const server = await startForeignServer({ quirk })
  onTestFinished(() => server.stop())
  return { target: { serverRoot: server.serverRoot }, caughtIn, caughtBy }
}

describe('the control API', () => {
  it('steps through a run to the failure of a server that deviates, and exports what was found', async () => {
    const { target, caughtIn, caughtBy } = await deviatingServer('a counter has no value')
    const dataFolder = temporaryFolder()
    const bench = await benchOfThisTest(dataFolder)
    const { control } = bench
    const { id } = await control.startRun({
      body: { suite: SUITE, mode: 'step', target: { ...target, token: 'tok-1' } },
    })

    const waiting = await control.readRun({ id })
    expect(waiting).toMatchObject({ state: 'waiting', next: { caseId: 'TC_UsageReport_N1' } })
    expect(waiting.next?.request.headers).toMatchObject({ authorization: '***' })
    expect((await control.sendStep({ id })).step.verdict).toBe('fail')
    const { caseId, step, run } = await control.sendStep({ id })
    expect([caseId, step.verdict, run.state]).toEqual([caughtIn, 'fail', 'waiting'])
    expect(step.checks.filter(({ verdict }) => verdict === 'fail').map((check) => check.id)).toContain(caughtBy)
    expect((await control.retryStep({ id })).run.partial).toBe(true)
    await expect(control.exportRun({ id, query: { format: 'json' } })).rejects.toMatchObject({ status: 409 })

    expect(await control.cancelRun({ id })).toMatchObject({ state: 'cancelled', verdict: 'fail' })
    await expect(control.sendStep({ id })).rejects.toMatchObject({ status: 409, code: 'conflict' })
    const json = await control.exportRun({ id, query: { format: 'json' } })
    expect(zRunReport.parse(JSON.parse(json.text))).toEqual((await control.readRun({ id })).report)
    expect(json.text).not.toContain('tok-1')
    expect((await control.exportRun({ id, query: { format: 'junit' } })).text).toContain('<failure')

    await bench.stop()
    const again = await benchOfThisTest(dataFolder)
    expect((await again.control.listRuns()).items).toMatchObject([{ id, state: 'cancelled', mode: 'step' }])
    expect((await again.control.readRun({ id })).cases[0]?.steps).toHaveLength(1)
  })

  it('runs to the first failure, and from there to the end', async () => {
    const { target } = await deviatingServer('a balance is wrong')
    const { control, bus } = await benchOfThisTest(temporaryFolder())
    const stopped = new Promise<void>((resolve) => bus.on('run.waiting', () => resolve()))
    const { id } = await control.startRun({ body: { suite: SUITE, stopOnFailure: true, target } })
    await stopped
    expect(await control.readRun({ id })).toMatchObject({ state: 'waiting', next: { caseId: 'TC_UsageReport_N2' } })
    await control.continueRun({ id })
    await stopEveryTime()
    expect(await control.readRun({ id })).toMatchObject({ state: 'finished', verdict: 'fail', partial: false })

    async function stopEveryTime() {
      const end = new Promise<void>((resolve) => bus.on('run.finished', () => resolve()))
      bus.on('run.waiting', () => void control.continueRun({ id }))
      if ((await control.readRun({ id })).state === 'waiting') await control.continueRun({ id })
      await end
    }
  })

  it('leaves a run that waits behind as cancelled when the bench stops', async () => {
    const dataFolder = temporaryFolder()
    const bench = await benchOfThisTest(dataFolder)
    const { id } = await bench.control.startRun({ body: { suite: SUITE, mode: 'step' } })
    expect((await bench.control.sendStep({ id })).step.verdict).toBe('pass')
    await bench.stop()
    const again = await benchOfThisTest(dataFolder)
    expect(await again.control.readRun({ id })).toMatchObject({
      state: 'cancelled',
      summary: { passed: 1, notRun: 6 },
    })
  })

  it('judges the bench itself also when that serves TLS with its own certificate', async () => {
    const { control } = await benchOfThisTest(temporaryFolder(), { tls: true })
    const { id } = await control.startRun({ body: { suite: SUITE, mode: 'step', cases: ['TC_UsageReport_N4'] } })
    expect(await control.sendStep({ id })).toMatchObject({ step: { verdict: 'pass' }, run: { state: 'finished' } })
  })

  it('refuses a case that the suite does not have, and lists those it has', async () => {
    const { control } = await benchOfThisTest(temporaryFolder())
    const body = { suite: SUITE, cases: ['TC_UsageReport_N9'] }
    await expect(control.startRun({ body })).rejects.toMatchObject({ status: 400, field: 'cases' })
    const [suite] = (await control.listSuites()).items
    expect(suite).toMatchObject({ id: SUITE, cases: expect.objectContaining({ length: 7 }) as unknown })
  })
})
