import type { RunReport } from '#shared/conformance/runReport'

/** The report in the shape of the outside contract, ending in a newline. */
export function jsonReport(report: RunReport): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
