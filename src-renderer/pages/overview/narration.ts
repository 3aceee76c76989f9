// What the audience reads while a scenario plays.
import type { ExpectationView } from '#shared/control/scenarioViews'
import type { ScenarioView } from '#shared/control/views'

/** The line that is spoken at a bench instant, if any. */
export function spokenAt({ say }: Pick<ScenarioView, 'say'>, now: number): string | undefined {
  return say && (say.until === undefined || now < say.until) ? say.text : undefined
}

export type VerdictCounts = Readonly<Record<ExpectationView['verdict'], number>>

export function countVerdicts(expectations: readonly ExpectationView[]): VerdictCounts {
  const count = (verdict: ExpectationView['verdict']) => expectations.filter((one) => one.verdict === verdict).length
  return { pass: count('pass'), fail: count('fail'), inconclusive: count('inconclusive'), open: count('open') }
}
