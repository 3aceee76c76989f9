// Two reports side by side: cases, steps and checks by their ids.
import type { CaseResult, CheckResult, RunReport, StepResult } from '#shared/conformance/runReport'
import { worstOf } from '#shared/conformance/verdict'
import {
  saysOtherwise,
  type CaseComparison,
  type CheckChange,
  type RunComparison,
  type StepComparison,
} from '#shared/control/runComparison'
import { compareAnswers } from './compareAnswers'

interface Pair<T> {
  readonly before: T | undefined
  readonly after: T | undefined
}

/** In the order of `before`, then what only `after` has. */
function pairsOf<T extends { readonly id: string }>(before: readonly T[] = [], after: readonly T[] = []): Pair<T>[] {
  const others = new Map(after.map((one) => [one.id, one]))
  const known = new Set(before.map(({ id }) => id))
  return [
    ...before.map((one) => ({ before: one, after: others.get(one.id) })),
    ...after.filter(({ id }) => !known.has(id)).map((one) => ({ before: undefined, after: one })),
  ]
}

/** Only the sides that are there. */
function sides<T, V>({ before, after }: Pair<T>, pick: (one: T) => V): { before?: V; after?: V } {
  return { ...(before && { before: pick(before) }), ...(after && { after: pick(after) }) }
}

const isChanged = ({ before, after }: { before?: unknown; after?: unknown }) => before !== after

/** A check has one result for each place that is wrong. */
interface CheckResults {
  readonly id: string
  readonly clause: string
  readonly results: readonly CheckResult[]
}

function checksOf({ checks }: StepResult): CheckResults[] {
  const ids = [...new Set(checks.map(({ id }) => id))]
  return ids.map((id) => {
    const results = checks.filter((check) => check.id === id)
    return { id, clause: results[0]?.clause ?? '', results }
  })
}

function checkSide({ results }: CheckResults) {
  const verdict = worstOf(results.map((result) => result.verdict))
  const messages = results.map(({ path, message }) => (path === undefined ? message : `${path}: ${message}`))
  return { verdict: verdict as CheckResult['verdict'], messages } // there is at least one result, so it is never notRun
}

function checkChange(pair: Pair<CheckResults>): CheckChange | undefined {
  const both = sides(pair, checkSide)
  const verdictChanged = both.before?.verdict !== both.after?.verdict
  const isOther = both.before?.messages.join('\n') !== both.after?.messages.join('\n')
  const isFine = both.before?.verdict === 'pass' && both.after?.verdict === 'pass'
  if (!verdictChanged && (!isOther || isFine)) return undefined
  const { id, clause } = pair.after ?? pair.before ?? { id: '', clause: '' }
  return { id, clause, verdictChanged, ...both }
}

/** An id that nothing has is made anew for each run. */
const UNUSED_ID = /callbox-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g
const requestLine = ({ request }: StepResult) => `${request.method} ${request.url}`

function compareRequests(pair: Pair<StepResult>, roots: { before: string; after: string }) {
  const { before, after } = pair
  if (!before || !after) return undefined
  const plain = (step: StepResult, root: string) => requestLine(step).replace(root, '').replace(UNUSED_ID, '')
  const isSame = plain(before, roots.before) === plain(after, roots.after) && before.request.body === after.request.body
  return isSame ? undefined : { before: requestLine(before), after: requestLine(after) }
}

function compareSteps(pair: Pair<StepResult>, roots: { before: string; after: string }): StepComparison {
  const { before, after } = pair
  const { id, title } = after ?? before ?? { id: '', title: '' }
  const checks = pairsOf(before && checksOf(before), after && checksOf(after))
  const request = compareRequests(pair, roots)
  const answer = before && after ? compareAnswers(before.response, after.response) : undefined
  return {
    id,
    title,
    verdicts: sides(pair, ({ verdict }) => verdict),
    ...(request && { request }),
    checks: checks.flatMap((one) => checkChange(one) ?? []),
    ...(answer && { answer }),
  }
}

function compareCases(pair: Pair<CaseResult>, roots: { before: string; after: string }): CaseComparison {
  const { before, after } = pair
  const { id, title } = after ?? before ?? { id: '', title: '' }
  const verdicts = sides(pair, ({ verdict }) => verdict)
  const steps = pairsOf(before?.steps, after?.steps).map((one) => compareSteps(one, roots))
  const isStepChanged = steps.some((one) => isChanged(one.verdicts) || one.checks.some((check) => check.verdictChanged))
  return {
    id,
    title,
    verdicts,
    verdictChanged: isChanged(verdicts) || isStepChanged,
    answerChanged: steps.some(({ answer }) => answer !== undefined && saysOtherwise(answer)),
    steps,
  }
}

function remarksOn(before: RunReport, after: RunReport): string[] {
  const remarks: [boolean, string][] = [
    [before.suite !== after.suite, `They are of different suites, ${before.suite} and ${after.suite}.`],
    [
      before.suite === after.suite && before.suiteVersion !== after.suiteVersion,
      `The suite was of version ${before.suiteVersion}, then ${after.suiteVersion}: a check may have changed rather than the target.`,
    ],
    [
      before.target.serverRoot !== after.target.serverRoot,
      `They are of different targets, ${before.target.serverRoot} and ${after.target.serverRoot}.`,
    ],
    [
      before.strict !== after.strict,
      `Only the ${before.strict ? 'first' : 'second'} is strict about what is tolerated otherwise.`,
    ],
    [before.partial || after.partial, 'At least one of them is partial: not every case was run once to its end.'],
    [before.edited || after.edited, 'At least one of them is edited: a request was changed by hand.'],
  ]
  return remarks.filter(([applies]) => applies).map(([, remark]) => remark)
}

function factsOf({ cases: _, auxiliary: __, ...facts }: RunReport): RunComparison['before'] {
  return facts
}

/** @param before of the two usually the earlier */
export function compareReports(before: RunReport, after: RunReport): RunComparison {
  const roots = { before: before.target.serverRoot, after: after.target.serverRoot }
  const cases = pairsOf(before.cases, after.cases).map((pair) => compareCases(pair, roots))
  return {
    before: factsOf(before),
    after: factsOf(after),
    remarks: remarksOn(before, after),
    verdictChanged: before.verdict !== after.verdict || cases.some(({ verdictChanged }) => verdictChanged),
    cases,
  }
}
