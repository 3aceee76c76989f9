import type { RunReport } from '#shared/conformance/runReport'
import { randomIds } from '#main/bench/clocks/ids'
import { systemWallClock } from '#main/bench/clocks/wallClock'
import type { Target } from '#shared/conformance/targetConfig'
import { runSuite } from '#main/conformance/runner'
import type { Suite } from '#main/conformance/suite'
import type { RunOptions, RunPorts } from '#main/conformance/session/runSession'
import { TMF677_V1_CERTIFICATION } from '#main/conformance/suites/tmf677V1Certification/tmf677V1Certification'

/** Runs the certification cases, or those of another suite, against a target. */
export function judgeTarget(
  target: Target,
  options: Partial<RunOptions> = {},
  ports: Partial<RunPorts> = {},
  suite: Suite = TMF677_V1_CERTIFICATION,
): Promise<RunReport> {
  return runSuite(
    suite,
    target,
    { strict: false, timeoutMs: 5000, ...options },
    { wall: systemWallClock, ids: randomIds, tool: { name: 'callbox', version: '0.0.0-test' }, ...ports },
  )
}

/** `TC_UsageReport_N1 registered.name $[0].name` for each check that failed. */
export function failuresIn(report: RunReport): string[] {
  return report.cases.flatMap(({ id, steps }) =>
    steps.flatMap(({ checks }) =>
      checks.filter(({ verdict }) => verdict === 'fail').map((check) => [id, check.id, check.path].join(' ').trim()),
    ),
  )
}

/** The message of the check `response` of the first step. */
export function replyMessage(report: RunReport): string | undefined {
  return report.cases[0]?.steps[0]?.checks.find(({ id }) => id === 'response')?.message
}
