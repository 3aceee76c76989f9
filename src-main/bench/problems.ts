import type { Problem } from '#shared/control/views'

/** What went wrong since the start: told on the console at once and shown by `GET state`. */
export interface ProblemList {
  readonly all: readonly Problem[]
  report(problem: Problem): void
}

export function createProblemList(onProblem: (message: string) => void): ProblemList {
  const all: Problem[] = []
  return {
    all,
    report(problem) {
      all.push(problem)
      onProblem(problem.message)
    },
  }
}
