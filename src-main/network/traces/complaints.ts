import type { TraceProblem } from '#shared/control/traceViews'

/** As many as anybody reads; a wrong unit is wrong in every row. */
const MOST_TOLD = 30

/** What is wrong with a table: the first of it in full, the rest as a number. */
export class Complaints {
  readonly #told: TraceProblem[]
  #count: number

  constructor(problems: readonly TraceProblem[] = []) {
    this.#told = problems.slice(0, MOST_TOLD)
    this.#count = problems.length
  }

  get count(): number {
    return this.#count
  }

  add(problem: TraceProblem): void {
    this.#count += 1
    if (this.#told.length < MOST_TOLD) this.#told.push(problem)
  }

  /** By row; within one in the order in which they were found. */
  told(): TraceProblem[] {
    const inOrder = [...this.#told].sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
    const more = this.#count - inOrder.length
    return more === 0 ? inOrder : [...inOrder, { reason: `has ${more} more problems`, fix: 'mend these first' }]
  }
}

/** `row 17, column "rtt": "abc" is not a number; write it with a point and no unit` */
export function traceProblemText({ row, column, reason, fix }: TraceProblem): string {
  const where = [row !== undefined && `row ${row}`, column !== undefined && `column "${column}"`].filter(Boolean)
  return `${where.length === 0 ? 'the table' : where.join(', ')}: ${reason}${fix === undefined ? '' : `; ${fix}`}`
}
