// From findings to the results of a report.
import type { CheckResult, Note } from '#shared/conformance/runReport'
import type { Check, Finding } from './suite'

const VERDICTS: Readonly<Record<Finding['outcome'], CheckResult['verdict']>> = {
  met: 'pass',
  tolerated: 'pass',
  violated: 'fail',
  unmet: 'inconclusive',
  notSupported: 'notSupported',
  observed: 'observation',
}

function verdictOf({ outcome }: Finding, strict: boolean): CheckResult['verdict'] {
  return strict && outcome === 'tolerated' ? 'fail' : VERDICTS[outcome]
}

function distinct(notes: readonly Note[]): Note[] {
  return [...new Map(notes.map((note) => [`${note.reading} ${note.text}`, note])).values()]
}

function resultOf({ id, clause }: Check, finding: Finding, verdict: CheckResult['verdict']): CheckResult {
  const { outcome: _, notes = [], ...rest } = finding
  return { id, clause, verdict, ...rest, notes: distinct(notes) }
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
 * The results of one check: one `fail` for each place that is wrong; without any, one for each that leaves the check
 * undecided; without these, a single `pass` with the notes of every place; else one for each thing that was only seen.
 * Nothing when the check did not apply.
 * @param strict turns tolerated findings into failures
 */
export function resultsOf(check: Check, findings: readonly Finding[], strict: boolean): CheckResult[] {
  const by = (verdict: CheckResult['verdict']) => findings.filter((finding) => verdictOf(finding, strict) === verdict)
  for (const verdict of ['fail', 'inconclusive'] as const) {
    const found = by(verdict)
    if (found.length > 0) return found.map((finding) => resultOf(check, finding, verdict))
  }
  const passed = by('pass')
  if (passed.length > 0) return [passOf(check, passed)]
  return findings.map((finding) => resultOf(check, finding, verdictOf(finding, strict)))
}
