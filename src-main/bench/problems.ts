import type { BenchBus } from '#shared/control/events'
import type { Problem } from '#shared/control/views'

/**
 * Collects what goes wrong from now on, told on the bus by whichever room it happens to.
 * @param onProblem told of each at once, for the console
 */
export function collectProblems(bus: BenchBus, onProblem: (message: string) => void): readonly Problem[] {
  const problems: Problem[] = []
  bus.on('problem.occurred', ({ problem }) => {
    problems.push(problem)
    onProblem(problem.message)
  })
  return problems
}

/** A bug in full, for whoever has to find it. */
export function describeBug(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
