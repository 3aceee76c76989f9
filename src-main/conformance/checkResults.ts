// From findings to the results of a report.
import type { CheckResult, Note } from '#shared/conformance/runReport'
import type { Check, Finding } from './suite'

function hasFailed(finding: Finding, strict: boolean): boolean {
  return finding.outcome === 'violated' || (strict && finding.outcome === 'tolerated')
}

function distinct(notes: readonly Note[]): Note[] {
  return [...new Map(notes.map((note) => [`${note.reading} ${note.text}`, note])).values()]
}

function failureOf({ id, clause }: Check, finding: Finding): CheckResult {
  const { outcome: _, notes = [], ...rest } = finding
  return { id, clause, verdict: 'fail', ...rest, notes: [...notes] }
}

function passOf({ id, clause }: Check, findings: readonly Finding[]): CheckResult {
  const notes = distinct(findings.flatMap((finding) => finding.notes ?? []))
  const [only, ...others] = findings
  if (only === undefined || others.length > 0) {
    return { id, clause, verdict: 'pass', message: `as required in ${findings.length} places`, notes }
  }
  const { outcome: _, ...rest } = only
  return { id, clause, verdict: 'pass', ...rest, notes }
}

/**
 * The results of one check: one `fail` for each place that is wrong, or a single `pass` with the notes of every place.
 * Nothing when the check did not apply.
 * @param strict turns tolerated findings into failures
 */
export function resultsOf(check: Check, findings: readonly Finding[], strict: boolean): CheckResult[] {
  if (findings.length === 0) return []
  const failed = findings.filter((finding) => hasFailed(finding, strict))
  if (failed.length === 0) return [passOf(check, findings)]
  return failed.map((finding) => failureOf(check, finding))
}
