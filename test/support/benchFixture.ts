// A bench inside the test's own process, on free ports.
import { onTestFinished } from 'vitest'
import type { Bench, BenchOptions } from '#main/bench/benchOptions'
import { shippedScenario } from '#main/bench/scenarioLibrary/scenarioFiles'
import { startBench } from '#main/bench/startBench'
import { createControlClient, type ControlClient } from '#shared/control/client'

export interface BenchUnderTest extends Bench {
  readonly control: ControlClient
}

/** The certification reports; the caller stops it. */
export async function startTestBench(dataFolder: string, options: Partial<BenchOptions> = {}): Promise<BenchUnderTest> {
  const bench = await startBench({
    host: '127.0.0.1',
    port: 0,
    uiPort: 0,
    inboxPort: 0,
    dataFolder,
    scenario: () => shippedScenario('certification'),
    reset: false,
    auth: 'strict',
    tls: false,
    uiFolder: undefined,
    version: '0.0.0-test',
    onProblem: (message) => console.error(message),
    ...options,
  })
  const control = createControlClient({ baseUrl: bench.controlUrl, token: bench.controlToken, fetch })
  return { ...bench, control }
}

/** Stopped when the test is over, unless it was before. */
export async function benchOfThisTest(
  dataFolder: string,
  options: Partial<BenchOptions> = {},
): Promise<BenchUnderTest> {
  const bench = await startTestBench(dataFolder, options)
  onTestFinished(() => bench.stop())
  return bench
}
