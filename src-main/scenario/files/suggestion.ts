import { distance } from 'fastest-levenshtein'

/** Close enough to be a slip of the keyboard: a third of the letters, at least one. */
function isNear(written: string, meant: string): boolean {
  return distance(written.toLowerCase(), meant.toLowerCase()) <= Math.max(1, Math.floor(meant.length / 3))
}

const MOST_NAMED = 12

/** `did you mean "cell"?`, or what there is, or nothing. */
export function suggestionFor(written: string, known: readonly string[]): string | undefined {
  const near = known.filter((one) => isNear(written, one)).sort((a, b) => distance(written, a) - distance(written, b))
  if (near[0] !== undefined) return `did you mean "${near[0]}"?`
  if (known.length === 0) return undefined
  const named = known.slice(0, MOST_NAMED).join(', ')
  return `there is ${named}${known.length > MOST_NAMED ? ', …' : ''}`
}
