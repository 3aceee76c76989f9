import type { RunReport } from '#shared/conformance/runReport'
import type { ReportFormat } from '#shared/control/runViews'

interface ReportRenderer {
  /** Of a file, without the dot. */
  readonly extension: string
  readonly mediaType: string
  /** Loads what renders, with its libraries: a bench starts without them. */
  readonly load: () => Promise<(report: RunReport) => string>
}

export const REPORT_RENDERERS: Readonly<Record<ReportFormat, ReportRenderer>> = {
  json: {
    extension: 'json',
    mediaType: 'application/json',
    load: async () => (await import('./jsonReporter')).jsonReport,
  },
  junit: {
    extension: 'xml',
    mediaType: 'application/xml',
    load: async () => (await import('./junitReporter')).junitReport,
  },
}
