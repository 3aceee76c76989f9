// What a run has found so far.
import type { CaseResult, StepResult } from '#shared/conformance/runReport'
import { worstOf } from '#shared/conformance/verdict'
import type { TestCase } from '../suite'

export interface RunResults {
  /**
   * Keeps the result of a step in place of a former one.
   * @returns the result of its case, once all of that was judged
   */
  put(testCase: TestCase, step: StepResult): CaseResult | undefined
  /** Every case of the run, as it would be reported if the run ended now: what is cut short does not pass. */
  cases(): CaseResult[]
  /** Whether every step of them was judged. */
  isComplete(): boolean
}

function caseResult({ id, title, steps }: TestCase, results: readonly StepResult[]): CaseResult {
  const worst = worstOf(results.map(({ verdict }) => verdict))
  const isCutShort = results.length > 0 && results.length < steps.length
  return { id, title, verdict: isCutShort && worst === 'pass' ? 'inconclusive' : worst, steps: [...results] }
}

export function createRunResults(cases: readonly TestCase[]): RunResults {
  const byCase = new Map(cases.map(({ id }) => [id, new Map<string, StepResult>()]))
  const stepsOf = ({ id }: TestCase) => [...(byCase.get(id)?.values() ?? [])]
  const isJudged = (testCase: TestCase) => stepsOf(testCase).length === testCase.steps.length
  return {
    put(testCase, step) {
      byCase.get(testCase.id)?.set(step.id, step)
      return isJudged(testCase) ? caseResult(testCase, stepsOf(testCase)) : undefined
    },
    cases: () => cases.map((testCase) => caseResult(testCase, stepsOf(testCase))),
    isComplete: () => cases.every(isJudged),
  }
}
