import { isClean, type Matrix } from './matrix'

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

/** `12 checks: TC_1/TC_1/status, …`, as much of it as helps. */
function caughtBy(failed: readonly string[]): string {
  const [first = 'nothing', second] = failed
  const shown = second === undefined ? first : `${first}, ${second}`
  return failed.length > 2 ? `${shown} and ${failed.length - 2} more` : shown
}

/** Which change fails which check stands in the JSON. */
function aloneText(count: number): string[] {
  return count === 0 ? [] : [`${count} checks fail alone, each by a reply changed in one thing.`]
}

/** For people: one line for each deviation, then what is wrong with the suite, then its sum. */
export function matrixText(matrix: Matrix): string {
  const { suite, checks, rows, undeviated, survivors, idle, alike, alone, entangled } = matrix
  const width = Math.max(0, ...rows.map(({ deviation }) => deviation.length))
  return [
    `${suite}: ${rows.length} deviations × ${checks.length} checks`,
    ...rows.map(({ deviation, failed }) => `  ${deviation.padEnd(width)}  ${caughtBy(failed)}`),
    ...section('The server that deviates in nothing does not pass:', undeviated),
    ...section('Deviations that survive:', survivors),
    ...section('Checks that no deviation fails:', idle),
    ...section(
      'Deviations with the same failing checks:',
      alike.map((names) => names.join(', ')),
    ),
    ...section('Checks that never fail alone:', entangled),
    '',
    ...aloneText(Object.keys(alone).length),
    isClean(matrix) ? `${suite}: every deviation is caught, every check can fail.` : `${suite}: not clean.`,
  ].join('\n')
}
