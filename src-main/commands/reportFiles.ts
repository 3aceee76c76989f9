// `--reporter json=FILE|junit=FILE|…`: which reports a run writes, and where to.
import { closeSync, openSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { RunReport } from '#shared/conformance/runReport'
import type { ReportFormat } from '#shared/control/runViews'
import { BenchError } from '#shared/errors/benchError'
import { InvalidArgumentError } from 'commander'
import { renderReport, REPORTERS, type ReportPorts } from '../conformance/reporters/reporters'

export interface ReportFile {
  readonly kind: ReportFormat
  /** `-` is stdout. */
  readonly file: string
}

function isKind(text: string): text is ReportFormat {
  return Object.hasOwn(REPORTERS, text)
}

function assertWritable(file: string): void {
  try {
    closeSync(openSync(file, 'a')) // before the run, so that a typing error does not cost one
  } catch (error) {
    throw new InvalidArgumentError(`${file} cannot be written: ${(error as Error).message}.`)
  }
}

/** For the help: `html=FILE, json=FILE, … or bundle=FILE`. */
export const REPORT_KINDS = Object.keys(REPORTERS)
  .map((kind) => `${kind}=FILE`)
  .join(', ')
  .replace(/, (\w+=FILE)$/, ' or $1')

/** Parses one more `--reporter`. */
export function addReportFile(text: string, before: readonly ReportFile[]): ReportFile[] {
  const [, kind = '', file = ''] = /^([^=]*)=(.+)$/.exec(text) ?? []
  if (!isKind(kind)) throw new InvalidArgumentError(`Give ${REPORT_KINDS}.`)
  if (file === '-' && kind === 'bundle') {
    throw new InvalidArgumentError('A bundle is no text, so it cannot go to stdout: give bundle=FILE.')
  }
  if (file === '-' && before.some((one) => one.file === '-')) {
    throw new InvalidArgumentError('Only one report can go to stdout.')
  }
  if (file !== '-') assertWritable(file)
  return [...before, { kind, file }]
}

interface WritePorts extends ReportPorts {
  readonly print: (text: string) => void
}

async function writeReport(
  { kind, file }: ReportFile,
  report: RunReport,
  { print, ...ports }: WritePorts,
): Promise<void> {
  const content = await renderReport(report, kind, ports)
  if (file === '-') return print(String(content).trimEnd())
  try {
    await writeFile(file, content)
  } catch (cause) {
    const message = `--reporter ${kind}=${file} could not be written: ${(cause as Error).message}`
    throw new BenchError('invalidArgument', message, { field: '--reporter', cause })
  }
}

/** Writes what can be written, so that one bad path costs one report. @throws BenchError that names `--reporter` */
export async function writeReports(files: readonly ReportFile[], report: RunReport, ports: WritePorts): Promise<void> {
  const written = await Promise.allSettled(files.map((file) => writeReport(file, report, ports)))
  const failed = written.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason as Error
}
