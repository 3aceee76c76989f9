import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { BenchOptions } from '../../src-main/bench/benchOptions'
import { shippedScenario } from '../../src-main/bench/scenarioLibrary/scenarioFiles'
import { startDesktopBench } from '../../src-main/desktop/desktopBench'
import { dialog } from '../support/fakeElectron'
import { temporaryFolder } from '../support/temporaryFolder'

vi.mock('electron', () => import('../support/fakeElectron'))

function options(more: Partial<BenchOptions> = {}): BenchOptions {
  return {
    host: '127.0.0.1',
    port: 0,
    uiPort: 0,
    inboxPort: 0,
    dataFolder: temporaryFolder(),
    scenario: () => shippedScenario('welcome'),
    reset: false,
    auth: 'strict',
    tls: false,
    uiFolder: undefined,
    version: '0.0.0',
    onProblem: () => undefined,
    ...more,
  }
}

async function takenPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

async function started(wanted: BenchOptions) {
  const bench = await startDesktopBench(wanted)
  onTestFinished(() => bench?.stop())
  return bench
}

const portOf = (url = '') => Number(new URL(url).port)

beforeEach(() => void dialog.showMessageBox.mockClear())

describe(startDesktopBench, () => {
  it('asks nothing when no port is taken', async () => {
    expect(await started(options())).toBeDefined()
    expect(dialog.showMessageBox).not.toHaveBeenCalled()
  })

  it('offers the next free port and starts on it', async () => {
    const taken = await takenPort()
    const bench = await started(options({ uiPort: taken }))
    const port = portOf(bench?.controlUrl)
    expect(port).toBeGreaterThan(taken)
    expect(port).toBeLessThan(taken + 50)
    expect(dialog.showMessageBox).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        detail: expect.stringContaining(`${port} instead of ${taken} for the window`) as string,
      }),
    )
  })

  it('offers for all ports at once and never one port twice', async () => {
    const taken = await takenPort()
    const bench = await started(options({ uiPort: taken, port: taken, inboxPort: taken + 1 }))
    const ports = [bench?.controlUrl, bench?.serverRoot, bench?.inboxUrl].map(portOf)
    expect(new Set(ports)).toHaveLength(3)
    expect(ports).not.toContain(taken)
    expect(dialog.showMessageBox).toHaveBeenCalledOnce()
  })

  it('starts nothing when the user would rather quit', async () => {
    const wanted = options({ port: await takenPort() })
    dialog.showMessageBox.mockResolvedValueOnce({ response: 1 })
    expect(await startDesktopBench(wanted)).toBeUndefined()
    expect(await started({ ...wanted, port: 0 })).toBeDefined() // the data folder is free again
  })

  it('does not offer another port for another problem', async () => {
    const wanted = options()
    await started(wanted)
    await expect(startDesktopBench(wanted)).rejects.toMatchObject({ code: 'folderInUse' })
    expect(dialog.showMessageBox).not.toHaveBeenCalled()
  })
})
