// Which step of a run is sent next, and which was sent last.
import type { TestCase, TestStep } from '../suite'

export interface Turn {
  readonly testCase: TestCase
  readonly step: TestStep
}

export interface StepCursor {
  /** The next step; undefined after the last one. */
  next(): Turn | undefined
  /** Moves past the next step and returns it. */
  take(): Turn | undefined
  /** The step that was taken last; undefined at the start. */
  taken(): Turn | undefined
  /** The steps of a case that were taken, in their order. */
  takenOf(caseId: string): Turn[]
  /** Whether the next step is the first of its case. */
  isAtCase(): boolean
}

/** Goes through every step of these cases, in their order. */
export function createStepCursor(cases: readonly TestCase[]): StepCursor {
  const turns: Turn[] = cases.flatMap((testCase) => testCase.steps.map((step) => ({ testCase, step })))
  let position = 0
  return {
    next: () => turns[position],
    take() {
      const turn = turns[position]
      if (turn) position += 1
      return turn
    },
    taken: () => turns[position - 1],
    takenOf: (caseId) => turns.slice(0, position).filter(({ testCase }) => testCase.id === caseId),
    isAtCase: () => turns[position]?.testCase !== turns[position - 1]?.testCase,
  }
}
