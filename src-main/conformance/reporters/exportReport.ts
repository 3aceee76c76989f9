import type { RunReport } from '#shared/conformance/runReport'
import type { ReportFormat, RunExport } from '#shared/control/runViews'
import { renderReport, REPORTERS, type ReportPorts } from './reporters'

/** What every file system takes. */
function plainWords(name: string): string {
  return name
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
}

/** A report as a file to save, named after its suite, the name it was given and its start: `tmf677-v1-certification-20261115T120000Z.json`. */
export async function exportReport(
  report: RunReport,
  format: ReportFormat,
  ports: ReportPorts,
  name?: string,
): Promise<RunExport> {
  const { extension, mediaType } = REPORTERS[format]
  const content = await renderReport(report, format, ports)
  const startedAt = report.startedAt.replace(/\.\d+|[-:]/g, '')
  const words = [report.suite, ...(name === undefined ? [] : [plainWords(name)]), startedAt].filter(Boolean)
  const file = { fileName: `${words.join('-')}.${extension}`, mediaType }
  if (typeof content === 'string') return { ...file, encoding: 'utf8', text: content }
  return { ...file, encoding: 'base64', text: Buffer.from(content).toString('base64') }
}
