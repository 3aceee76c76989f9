// Runs a suite against a bench once as it is and once with each deviation of its API: every check has to be able to fail,
// and, where the suite claims so, to fail alone.
import type { ControlClient } from '#shared/control/client'
import type { RunReport } from '#shared/conformance/runReport'
import type { DeviationView } from '#shared/control/faultViews'
import type { Suite } from '../suite'
import type { ReplyMoment } from '../session/stepPerformer'
import { failedAlone } from './failedAlone'
import { failedChecks, judgedCases, keyOf, matrixOf, type Matrix, type MatrixRow, type Undeviated } from './matrix'

interface SelftestPorts {
  /** Of the bench that is judged. */
  readonly control: Pick<ControlClient, 'resetScenario' | 'addFault' | 'listDeviations'>
  /** One run of these cases of the suite against that bench. @param onReply told of each reply before it is judged */
  readonly judge: (caseIds: readonly string[], onReply?: (moment: ReplyMoment) => void) => Promise<RunReport>
  readonly onProgress: (suite: Suite, done: number, total: number) => void
  readonly signal: AbortSignal
}

/** The first path segment of what its steps ask for; those that are made from earlier replies ask for the same. */
function apisOf({ apiPath, cases }: Suite): ReadonlySet<string | undefined> {
  const paths = cases.flatMap(({ steps }) =>
    steps.map(({ request }) => apiPath + (typeof request === 'function' ? '' : request.path)),
  )
  return new Set(paths.map((path) => path.split('/')[1]))
}

/** By its API, unless a deviation names the suites that have to catch it. */
function isFor(suite: Suite, { api, suites }: DeviationView): boolean {
  return suites ? suites.includes(suite.id) : apisOf(suite).has(api)
}

/** As it is, and with each reply changed in one thing after the other. */
async function judgeUndeviated(
  suite: Suite,
  caseIds: readonly string[],
  { judge }: SelftestPorts,
): Promise<Undeviated> {
  const alone = new Map<string, string>()
  const mutations = suite.mutations?.()
  const report = await judge(caseIds, (moment) => {
    if (!mutations) return
    for (const [check, change] of failedAlone(moment, mutations))
      alone.set(keyOf(moment.testCase.id, moment.step.id, check), change)
  })
  return { report, alone }
}

/**
 * Each run starts from the scenario anew, so that what one left behind does not reach the next.
 * @returns undefined when it was cancelled
 */
export async function selftest(suite: Suite, ports: SelftestPorts): Promise<Matrix | undefined> {
  const { control, judge, onProgress, signal } = ports
  const { items } = await control.listDeviations()
  const deviations = items.filter((deviation) => isFor(suite, deviation))
  const caseIds = judgedCases(suite).map(({ id }) => id)
  await control.resetScenario()
  const undeviated = await judgeUndeviated(suite, caseIds, ports)
  const rows: MatrixRow[] = []
  for (const { name } of deviations) {
    if (signal.aborted) return undefined
    onProgress(suite, rows.length, deviations.length)
    await control.resetScenario() // ends the deviation before
    await control.addFault({ body: { deviation: name } })
    rows.push({ deviation: name, failed: failedChecks(await judge(caseIds)) })
  }
  return signal.aborted ? undefined : matrixOf(suite, undeviated, rows)
}
