// The tree of a run: what its suite is going to ask, with the verdicts that are known so far.
import type { CaseResult, StepResult } from '#shared/conformance/runReport'
import { isFinding } from '#shared/conformance/verdict'
import type { RunView, SuiteView } from '#shared/control/runViews'
import type { RunMark } from '../format/verdict'
import type { RunProgress } from './runProgress'

export interface StepNode {
  readonly id: string
  readonly title: string
  readonly mark: RunMark
  /** Once it was judged. */
  readonly result?: StepResult
}

export interface CaseNode {
  readonly id: string
  readonly title: string
  readonly mark: RunMark
  readonly steps: readonly StepNode[]
}

type PlannedCase = SuiteView['cases'][number]

/** Before anything ran. */
export function plannedTree(suite: SuiteView): readonly CaseNode[] {
  const mark = 'notRun'
  return suite.cases.map((one) => ({ ...one, mark, steps: one.steps.map((step) => ({ ...step, mark })) }))
}

/** The judged steps, then those that are left. A run of an older suite may have steps that are planned no more. */
function stepsOf(result: CaseResult, planned: PlannedCase | undefined): Omit<StepNode, 'mark'>[] {
  const isJudged = (id: string) => result.steps.some((step) => step.id === id)
  const left = planned?.steps.filter(({ id }) => !isJudged(id)) ?? []
  return [...result.steps.map((step) => ({ id: step.id, title: step.title, result: step })), ...left]
}

/** A failure is worth more than the news that the case goes on. */
function markOfCase({ verdict }: CaseResult, steps: readonly StepNode[]): RunMark {
  if (isFinding(verdict)) return verdict
  return steps.find(({ mark }) => mark === 'running' || mark === 'waiting')?.mark ?? verdict
}

export function caseTree(
  suite: SuiteView | undefined,
  run: RunView,
  { cases, next }: RunProgress,
): readonly CaseNode[] {
  const active = run.state === 'running' || run.state === 'waiting' ? run.state : undefined
  const markOf = (caseId: string, { id, result }: Omit<StepNode, 'mark'>): RunMark => {
    if (active && next?.caseId === caseId && next.stepId === id) return active
    return result?.verdict ?? 'notRun'
  }
  return cases.map((one) => {
    const planned = suite?.cases.find(({ id }) => id === one.id)
    const steps = stepsOf(one, planned).map((step) => ({ ...step, mark: markOf(one.id, step) }))
    return { id: one.id, title: one.title, mark: markOfCase(one, steps), steps }
  })
}

/** The case to look at when none was chosen: the first that found something, else the next one, else the first. */
export function caseToShow(tree: readonly CaseNode[], chosenId: string): CaseNode | undefined {
  return (
    tree.find(({ id }) => id === chosenId) ??
    tree.find(({ mark }) => mark !== 'running' && mark !== 'waiting' && isFinding(mark)) ??
    tree.find(({ mark }) => mark === 'waiting' || mark === 'running') ??
    tree[0]
  )
}
