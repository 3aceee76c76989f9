// Vitest's global setup of the tests that run the built program: builds `out/` when it is missing or older than its sources.
import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { lock } from 'proper-lockfile'

const ROOT = resolve(import.meta.dirname, '../..')
const SOURCES = ['src-shared', 'src-main', 'src-renderer', 'package.json', 'electron.vite.config.ts']
/** One of each part, written in this order; a build that broke off lacks the last. */
const OUTPUTS = ['out/main/cli.js', 'out/preload/preload.cjs', 'out/renderer/index.html']

/** A file's own time, or the newest in a folder; the folders' own times tell of what was removed. */
function changedAt(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  const names = readdirSync(path).filter((name) => !name.endsWith('.test.ts'))
  return Math.max(stats.mtimeMs, ...names.map((name) => changedAt(join(path, name))))
}

function isBuilt(): boolean {
  const builtAt = OUTPUTS.map((path) => statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return Math.min(...builtAt) >= Math.max(...SOURCES.map((path) => changedAt(join(ROOT, path))))
}

async function build(): Promise<void> {
  const startedAt = new Date()
  await promisify(execFile)('npm', ['run', 'build'], { cwd: ROOT, shell: process.platform === 'win32' })
  // What was edited while it was building counts as newer.
  for (const path of OUTPUTS) utimesSync(join(ROOT, path), startedAt, startedAt)
}

/** Of several test runs that start at once, one builds and the others wait for it. */
export async function setup(): Promise<void> {
  const cache = join(ROOT, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const release = await lock(cache, {
    lockfilePath: join(cache, 'build.lock'),
    retries: { retries: 240, factor: 1, minTimeout: 500 },
  })
  try {
    if (!isBuilt()) await build()
  } finally {
    await release()
  }
}
