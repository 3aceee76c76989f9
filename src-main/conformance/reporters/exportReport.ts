import type { RunReport } from '#shared/conformance/runReport'
import type { ReportFormat, RunExport } from '#shared/control/runViews'
import { REPORT_RENDERERS } from './reportRenderers'

/** A report as a file to save, named after its suite and start: `tmf677-v1-certification-20261115T120000Z.json`. */
export async function exportReport(report: RunReport, format: ReportFormat): Promise<RunExport> {
  const { extension, mediaType, load } = REPORT_RENDERERS[format]
  const render = await load()
  const startedAt = report.startedAt.replace(/\.\d+|[-:]/g, '')
  return { fileName: `${report.suite}-${startedAt}.${extension}`, mediaType, text: render(report) }
}
