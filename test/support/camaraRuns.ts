// Runs of the CAMARA suites against a bench of this test.
import type { RunReport } from '#shared/conformance/runReport'
import { shippedScenario } from '#main/bench/scenarioLibrary/scenarioFiles'
import type { RunOptions, RunPorts } from '#main/conformance/session/runSession'
import type { Suite } from '#main/conformance/suite'
import { benchOfThisTest, type BenchUnderTest } from './benchFixture'
import { judgeTarget } from './conformanceFixture'
import { temporaryFolder } from './temporaryFolder'

export function welcomeBench(): Promise<BenchUnderTest> {
  return benchOfThisTest(temporaryFolder(), { scenario: () => shippedScenario('welcome') })
}

export function judgeBench(
  { serverRoot, controlUrl, controlToken }: BenchUnderTest,
  suite: Suite,
  options: Partial<RunOptions> = {},
  ports: Partial<RunPorts> = {},
): Promise<RunReport> {
  return judgeTarget({ serverRoot, bench: { controlUrl, controlToken } }, options, ports, suite)
}

/** `case step check verdict: message` of everything that keeps a run from passing. */
export function blemishesOf({ cases }: RunReport): string[] {
  const isBlemish = (verdict: string) => verdict !== 'pass' && verdict !== 'notSupported' && verdict !== 'observation'
  return cases.flatMap(({ id, steps, verdict }) =>
    steps.length === 0
      ? [`${id} ${verdict}`]
      : steps.flatMap((step) =>
          step.checks
            .filter((check) => isBlemish(check.verdict))
            .map((check) => `${id} ${step.id} ${check.id} ${check.verdict}: ${check.path ?? ''} ${check.message}`),
        ),
  )
}

/** The numbers of the readings that a run relied on. */
export function readingsOf({ cases }: RunReport): string[] {
  const notes = cases.flatMap(({ steps }) => steps.flatMap(({ checks }) => checks.flatMap((check) => check.notes)))
  return [...new Set(notes.map(({ reading }) => reading))].sort()
}
