// `--reporter json=FILE|junit=FILE`: which reports a run writes, and where to.
import { closeSync, openSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { RunReport } from '#shared/conformance/runReport'
import type { ReportFormat } from '#shared/control/runViews'
import { BenchError } from '#shared/errors/benchError'
import { InvalidArgumentError } from 'commander'
import { REPORT_RENDERERS } from '../conformance/reporters/reportRenderers'

export interface ReportFile {
  readonly kind: ReportFormat
  /** `-` is stdout. */
  readonly file: string
}

function isKind(text: string): text is ReportFormat {
  return Object.hasOwn(REPORT_RENDERERS, text)
}

function assertWritable(file: string): void {
  try {
    closeSync(openSync(file, 'a')) // before the run, so that a typing error does not cost one
  } catch (error) {
    throw new InvalidArgumentError(`${file} cannot be written: ${(error as Error).message}.`)
  }
}

/** Parses one more `--reporter`. */
export function addReportFile(text: string, before: readonly ReportFile[]): ReportFile[] {
  const [, kind = '', file = ''] = /^([^=]*)=(.+)$/.exec(text) ?? []
  if (!isKind(kind)) throw new InvalidArgumentError(`Give ${Object.keys(REPORT_RENDERERS).join('=FILE or ')}=FILE.`)
  if (file === '-' && before.some((one) => one.file === '-')) {
    throw new InvalidArgumentError('Only one report can go to stdout.')
  }
  if (file !== '-') assertWritable(file)
  return [...before, { kind, file }]
}

/** @throws BenchError that names `--reporter` */
export async function writeReport({ kind, file }: ReportFile, report: RunReport, print: (text: string) => void) {
  const render = await REPORT_RENDERERS[kind].load()
  const text = render(report)
  if (file === '-') return print(text.trimEnd())
  try {
    await writeFile(file, text)
  } catch (cause) {
    const message = `--reporter ${kind}=${file} could not be written: ${(cause as Error).message}`
    throw new BenchError('invalidArgument', message, { field: '--reporter', cause })
  }
}
