import { diffLines } from 'diff'

export interface DiffLine {
  readonly side: 'expected' | 'actual' | 'both'
  readonly text: string
}

/** One line for each member of a structure; a value that is not there at all is `absent`. */
const textOf = (value: unknown) => (value === undefined ? 'absent' : JSON.stringify(value, null, 2))

/** What was expected against what came, line by line. */
export function valueDiff(expected: unknown, actual: unknown): readonly DiffLine[] {
  return diffLines(textOf(expected), textOf(actual), { ignoreNewlineAtEof: true }).flatMap(
    ({ value, added, removed }) => {
      const side = removed ? 'expected' : added ? 'actual' : 'both'
      return value
        .replace(/\n$/, '')
        .split('\n')
        .map((text) => ({ side, text }) as const)
    },
  )
}
