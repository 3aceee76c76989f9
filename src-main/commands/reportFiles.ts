// `--reporter json=FILE|junit=FILE|…`: which reports a run writes, and where to. What cannot be written is told before
// the run; what is written is there whole or not at all.
import { accessSync, constants, lstatSync, realpathSync, statSync } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { RunReport } from '#shared/conformance/runReport'
import type { ReportFormat } from '#shared/control/runViews'
import { BenchError } from '#shared/errors/benchError'
import { InvalidArgumentError } from 'commander'
import { renderReport, REPORTERS, type ReportPorts } from '../conformance/reporters/reporters'
import { suggestionFor } from '../scenario/files/suggestion'

export interface ReportFile {
  readonly kind: ReportFormat
  /** `-` is stdout. */
  readonly file: string
}

function isKind(text: string): text is ReportFormat {
  return Object.hasOwn(REPORTERS, text)
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

/** Where a link leads; the path itself where there is nothing yet. */
function placeOf(file: string): string {
  const path = resolve(file)
  return exists(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path))
}

/** A device or a pipe is written to as it stands; only a file can be replaced. */
function isReplaceable(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true
}

function problemOf(file: string): string | undefined {
  try {
    const path = placeOf(file)
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return `${file} is a folder: give the name of a file`
    if (exists(path)) accessSync(path, constants.W_OK)
    if (isReplaceable(path)) accessSync(dirname(path), constants.W_OK)
    return undefined
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return `${file} cannot be written: the folder ${dirname(resolve(file))} does not exist`
    return `${file} cannot be written: ${message}`
  }
}

/** For the help: `html=FILE, json=FILE, … or bundle=FILE`. */
export const REPORT_KINDS = Object.keys(REPORTERS)
  .map((kind) => `${kind}=FILE`)
  .join(', ')
  .replace(/, (\w+=FILE)$/, ' or $1')

function refuseKind(kind: string): InvalidArgumentError {
  const known = Object.keys(REPORTERS)
  const fix =
    kind === '' ? '' : ` There is no format "${kind}": ${suggestionFor(kind, known) ?? `there is ${known.join(', ')}`}`
  return new InvalidArgumentError(`Give ${REPORT_KINDS}.${fix}`)
}

/** Parses one more `--reporter`. */
export function addReportFile(text: string, before: readonly ReportFile[]): ReportFile[] {
  const [, kind = '', file = ''] = /^([^=]*)=?(.*)$/s.exec(text) ?? []
  if (!isKind(kind)) throw refuseKind(kind)
  if (file === '') throw new InvalidArgumentError(`It names no file: give ${kind}=FILE.`)
  if (file === '-' && kind === 'bundle') {
    throw new InvalidArgumentError('A bundle is no text, so it cannot go to stdout: give bundle=FILE.')
  }
  if (file === '-' && before.some((one) => one.file === '-')) {
    throw new InvalidArgumentError('Only one report can go to stdout.')
  }
  if (file !== '-') {
    const problem = problemOf(file)
    if (problem !== undefined) throw new InvalidArgumentError(`${problem}.`)
    if (before.some((one) => one.file !== '-' && placeOf(one.file) === placeOf(file))) {
      throw new InvalidArgumentError(`${file} is named twice: give each report a file of its own.`)
    }
  }
  return [...before, { kind, file }]
}

async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  try {
    const handle = await open(temporary, 'w')
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

interface WritePorts extends ReportPorts {
  readonly print: (text: string) => void
}

/** @throws BenchError that names `--reporter` */
export async function writeContent(
  { kind, file }: { readonly kind: string; readonly file: string },
  content: string | Uint8Array,
  print: WritePorts['print'],
): Promise<void> {
  if (file === '-') return print(String(content).trimEnd())
  try {
    const path = placeOf(file)
    if (isReplaceable(path)) await replaceFile(path, content)
    else await writeFile(path, content)
  } catch (cause) {
    const message = `--reporter ${kind}=${file} could not be written: ${(cause as Error).message}`
    throw new BenchError('invalidArgument', message, { field: '--reporter', cause })
  }
}

/** Writes what can be written, so that one bad path costs one report. @throws BenchError that names `--reporter` */
export async function writeReports(files: readonly ReportFile[], report: RunReport, ports: WritePorts): Promise<void> {
  const write = async (one: ReportFile) => writeContent(one, await renderReport(report, one.kind, ports), ports.print)
  const written = await Promise.allSettled(files.map(write))
  const failed = written.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason as Error
}
