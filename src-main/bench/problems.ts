import type { BenchBus } from '#shared/control/events'
import type { Problem } from '#shared/control/views'

const MOST_KEPT = 200

/**
 * Collects what goes wrong from now on, told on the bus by whichever room it happens to: the newest 200, and what goes
 * wrong in the same way again and again only once, as of the last time.
 * @param onProblem told of each at once, for the console
 */
export function collectProblems(bus: BenchBus, onProblem: (message: string) => void): readonly Problem[] {
  const problems: Problem[] = []
  bus.on('problem.occurred', ({ problem }) => {
    const former = problems.findIndex(({ message, file }) => message === problem.message && file === problem.file)
    if (former >= 0) problems.splice(former, 1)
    problems.push(problem)
    if (problems.length > MOST_KEPT) problems.shift()
    onProblem(problem.message)
  })
  return problems
}

/** A bug in full, for whoever has to find it. */
export function describeBug(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
