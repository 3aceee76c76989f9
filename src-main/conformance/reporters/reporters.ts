// The forms in which a run can be written down. Each is loaded, with its libraries, when it is asked for: a bench starts
// without them.
import type { KeyObject } from 'node:crypto'
import type { RunReport } from '#shared/conformance/runReport'
import type { ReportFormat } from '#shared/control/runViews'

export interface ReportPorts {
  /** The private key with which this installation signs its bundles; asked for by `bundle` only. */
  readonly signingKey: () => Promise<KeyObject>
}

type Render = (report: RunReport, ports: ReportPorts) => string | Uint8Array | Promise<Uint8Array>

interface Reporter {
  /** Of a file, without the dot. */
  readonly extension: string
  readonly mediaType: string
  readonly load: () => Promise<Render>
}

export const REPORTERS: Readonly<Record<ReportFormat, Reporter>> = {
  html: {
    extension: 'html',
    mediaType: 'text/html',
    load: async () => (await import('./html/htmlReport')).htmlReport,
  },
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
  har: {
    extension: 'har',
    mediaType: 'application/json',
    load: async () => (await import('./harReporter')).harReport,
  },
  bundle: {
    extension: 'zip',
    mediaType: 'application/zip',
    async load() {
      const { bundleReport } = await import('../evidence/bundleReport')
      return async (report, { signingKey }) => bundleReport(report, await signingKey())
    },
  },
}

/** Text, or the bytes of what is not text. @throws BenchError when the signing key cannot be had or the run is too large */
export async function renderReport(
  report: RunReport,
  format: ReportFormat,
  ports: ReportPorts,
): Promise<string | Uint8Array> {
  const render = await REPORTERS[format].load()
  return render(report, ports)
}
