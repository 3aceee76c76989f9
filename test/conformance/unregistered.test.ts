// Starting a run asserts that the registration was done. A tester who does not say so learns nothing about the target.
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { RunRequest } from '#shared/control/runViews'
import { startForeignServer, type ForeignServer } from '../support/foreignServer'
import { runRequest, setUpRuns } from '../support/runServiceFixture'

let server: ForeignServer

beforeEach(async () => {
  server = await startForeignServer()
  onTestFinished(() => server.stop())
})

async function finished(request: Partial<RunRequest>) {
  const { runs, told } = setUpRuns(server.serverRoot)
  const end = told('run.finished')
  const { id } = await runs.start(runRequest(request))
  await end
  return runs.read(id)
}

describe('a run of which nobody says that its reports are registered', () => {
  it('is inconclusive, says why at every step, and sends nothing', async () => {
    const run = await finished({ registered: false })
    expect(run).toMatchObject({ verdict: 'inconclusive', summary: { inconclusive: 7, failed: 0 } })
    expect(run.cases[4]?.steps[0]?.checks).toMatchObject([
      { id: 'registration', verdict: 'inconclusive', message: expect.stringContaining('nobody says') as string },
    ])
    expect(server.seenHeaders).toHaveLength(0)
  })

  it('is judged all the same where a hook registers them', async () => {
    const registrationHook = {
      method: 'GET' as const,
      url: '{{serverRoot}}/usageManagement/v1/usageConsumptionReport',
      body: '',
    }
    const run = await finished({ registered: false, target: { serverRoot: server.serverRoot, registrationHook } })
    expect(run.verdict).toBe('pass')
    expect(server.seenHeaders).toHaveLength(3 + 8)
  })
})
