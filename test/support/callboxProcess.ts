// The built program as a person runs it: `callbox serve` in a process of its own, on free ports.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { createControlClient, type ControlClient } from '#shared/control/client'

/** The first line of `serve --json` (outside contract). */
export interface Ready {
  readonly kind: 'ready'
  readonly serverRoot: string
  readonly uiUrl: string
  readonly controlUrl: string
  readonly controlToken: string
  readonly inboxUrl: string
  readonly caFile?: string
}

export interface CallboxProcess extends Ready {
  readonly control: ControlClient
  readonly pid: number | undefined
  /** Sends a signal and resolves to the exit code, null when the signal ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>
  /** What it said on stderr so far. */
  errors(): string
}

const CLI = 'out/main/cli.js'

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: string[] = []
  stream.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk))
  return () => chunks.join('')
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exited = once(child, 'exit')
  child.kill(signal)
  const [code] = (await exited) as [number | null]
  return code
}

function spawnServe(dataFolder: string, more: readonly string[]) {
  const ports = ['--port', '0', '--ui-port', '0', '--inbox-port', '0']
  const args = [CLI, 'serve', ...ports, '--data', dataFolder, '--json', ...more]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Starts a bench and kills it so many milliseconds later, ready or not. */
export async function killStartingCallbox(dataFolder: string, afterMs: number): Promise<void> {
  const child = spawnServe(dataFolder, [])
  await sleep(afterMs)
  await end(child, 'SIGKILL')
}

/** A bench that is killed with the end of the test, if it still runs then. */
export async function serveUntilTestEnds(dataFolder: string, ...more: string[]): Promise<CallboxProcess> {
  const bench = await serveCallbox(dataFolder, ...more)
  onTestFinished(async () => void (await bench.end('SIGKILL')))
  return bench
}

/** Flags for a bench that takes the place of one that is gone. */
export function portsOf({ serverRoot, controlUrl, inboxUrl }: Ready): string[] {
  const portOf = (address: string) => new URL(address).port
  return ['--port', portOf(serverRoot), '--ui-port', portOf(controlUrl), '--inbox-port', portOf(inboxUrl)]
}

/** @throws with what it said, when it ends instead of getting ready. */
export async function serveCallbox(dataFolder: string, ...more: string[]): Promise<CallboxProcess> {
  const child = spawnServe(dataFolder, more)
  const errors = collect(child.stderr)
  const firstLine = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`callbox serve ended with ${String(code)}: ${errors()}`)
  })
  ended.catch(() => undefined)
  const [line] = await Promise.race([firstLine, ended])
  const ready = JSON.parse(line) as Ready
  const control = createControlClient({ baseUrl: ready.controlUrl, token: ready.controlToken, fetch })
  return { ...ready, control, pid: child.pid, errors, end: (signal = 'SIGTERM') => end(child, signal) }
}

export interface CommandResult {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs any other command of the built program to its end. */
export async function runCallbox(...args: string[]): Promise<CommandResult> {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  const [exitCode] = (await once(child, 'close')) as [number | null]
  return { exitCode, stdout: stdout(), stderr: stderr() }
}
