// Progress while a run is under way, and what came of it.
import type { CaseResult, RunReport } from '#shared/conformance/runReport'
import type { RunEvent } from '../session/runSession'
import { failedChecksOf, linesOf } from './failedChecks'

export interface ConsoleReporter {
  onEvent(event: RunEvent): void
  finish(report: RunReport): void
}

const VERDICT_WIDTH = 'inconclusive'.length

function caseLine({ id, title, verdict, steps }: CaseResult, idWidth: number): string {
  const checks = steps.flatMap((step) => step.checks)
  const passed = checks.filter((check) => check.verdict === 'pass').length
  const deciding = checks.filter((check) => check.verdict !== 'notSupported' && check.verdict !== 'observation').length
  const counted = deciding === 0 ? '' : `  ${passed} of ${deciding} checks pass`
  return `  ${verdict.padEnd(VERDICT_WIDTH)}  ${id.padEnd(idWidth)}  ${title}${counted}`
}

/** What passing checks relied on; a failing one says it itself. */
function readingLines(report: RunReport): string[] {
  const checks = report.cases.flatMap(({ steps }) => steps.flatMap((step) => step.checks))
  const notes = checks.filter(({ verdict }) => verdict === 'pass').flatMap((check) => check.notes)
  const lines = new Set(notes.map(({ reading, text }) => `  ${reading}: ${text}`))
  return lines.size === 0
    ? []
    : ['', 'Passing checks rely on these readings of the document:', ...[...lines].sort(inNumericOrder)]
}

function inNumericOrder(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true })
}

function verdictLine({ verdict, summary, strict, partial, edited }: RunReport): string {
  const { passed, failed, inconclusive, errors, notRun, notSupported = 0, observations = 0 } = summary
  const how = [
    ...(strict ? ['strict'] : []),
    ...(partial ? ['partial, so never evidence'] : []),
    ...(edited ? ['edited, so never evidence'] : []),
  ]
  const decided = `${passed} passed, ${failed} failed, ${inconclusive} inconclusive, ${errors} errors, ${notRun} not run`
  const others = [
    ...(notSupported > 0 ? [`${notSupported} not supported`] : []),
    ...(observations > 0 ? [`${observations} observed`] : []),
  ]
  const counts = [decided, ...others].join(', ')
  return `Verdict: ${verdict}${how.length > 0 ? ` (${how.join('; ')})` : ''}. Cases: ${counts}.`
}

export function createConsoleReporter(print: (line: string) => void): ConsoleReporter {
  return {
    onEvent(event) {
      if (event.kind === 'stepFinished') {
        const { step, caseId } = event
        const took =
          step.response === null ? '' : ` (${step.response.status}, ${Math.round(step.response.durationMs)} ms)`
        print(`${step.verdict.padEnd(VERDICT_WIDTH)}  ${caseId}/${step.id}  ${step.title}${took}`)
        return
      }
      if (event.kind === 'exchanged') {
        const { title, response, problem } = event.exchange
        print(
          `${(problem === undefined ? 'done' : 'refused').padEnd(VERDICT_WIDTH)}  ${title} (${response?.status ?? 'no reply'})`,
        )
        return
      }
      for (const failed of failedChecksOf(event.result)) {
        for (const line of linesOf(event.result.id, failed)) print(`    ${line}`)
      }
    },
    finish(report) {
      const idWidth = Math.max(...report.cases.map(({ id }) => id.length))
      print('')
      print(`${report.suite} ${report.suiteVersion} against ${report.target.serverRoot}`)
      for (const one of report.cases) print(caseLine(one, idWidth))
      for (const line of readingLines(report)) print(line)
      print('')
      print(verdictLine(report))
    },
  }
}
