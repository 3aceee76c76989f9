// A contestant is a server in a process of its own, so that the load generator takes none of its processor time.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

export interface Contestant {
  readonly name: string
  readonly origin: string
  /** From the start of the process to its first line, which it prints when it listens. */
  readonly readyMs: number
  /** What it printed first. */
  readonly firstLine: string
  residentMegabytes(): Promise<number>
  stop(): Promise<void>
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function start(name: string, args: string[], originOf: (firstLine: string) => string): Promise<Contestant> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [firstLine] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const readyMs = performance.now() - startedAt
  return {
    name,
    firstLine,
    readyMs,
    origin: originOf(firstLine),
    residentMegabytes: () => residentMegabytes(child.pid ?? 0),
    stop: () => end(child),
  }
}

/** A file of `contestants/`, which prints its origin once it listens. */
export function startContestant(name: string, file: string): Promise<Contestant> {
  return start(name, [resolve('test/performance/contestants', file)], (line) => line)
}

export interface CallboxOptions {
  readonly scenario?: string
  /** One that was used before; absent: a new one, which goes with the contestant. */
  readonly folder?: string
  readonly name?: string
}

const kept: string[] = []
process.once('exit', () => kept.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

export async function temporaryFolderUntilExit(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'callbox-performance-'))
  kept.push(folder)
  return folder
}

/** The built `callbox serve` on free ports. */
export async function startCallbox(options: CallboxOptions = {}): Promise<Contestant> {
  const { scenario = 'certification', name = 'callbox' } = options
  const data = options.folder ?? (await temporaryFolderUntilExit())
  const ports = ['--port', '0', '--ui-port', '0', '--inbox-port', '0']
  const args = ['out/main/cli.js', 'serve', ...ports, '--data', data, '--scenario', scenario, '--json']
  const originOf = (line: string) => (JSON.parse(line) as { serverRoot: string }).serverRoot
  return start(name, args, originOf)
}
