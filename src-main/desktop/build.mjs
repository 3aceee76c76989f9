// Builds `out/` when it is missing or older than its sources: for `npm start`, and before the tests of the built program.
import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { lock } from 'proper-lockfile'

const SOURCES = ['src-shared', 'src-main', 'src-renderer', 'fixtures', 'package.json', 'electron.vite.config.ts']
/** One of each part, written in this order; a build that broke off lacks the last. */
const OUTPUTS = ['out/main/cli.js', 'out/preload/preload.cjs', 'out/renderer/index.html']

/**
 * A file's own time, or the newest in a folder; the folders' own times tell of what was removed.
 * @param {string} path
 * @returns {number}
 */
function changedAt(path) {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  const names = readdirSync(path).filter((name) => !name.endsWith('.test.ts') && name !== 'node_modules')
  return Math.max(stats.mtimeMs, ...names.map((name) => changedAt(join(path, name))))
}

/** @param {string} root the project's folder */
function isBuilt(root) {
  const builtAt = OUTPUTS.map((path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return Math.min(...builtAt) >= Math.max(...SOURCES.map((path) => changedAt(join(root, path))))
}

/** @param {string} root */
async function build(root) {
  const startedAt = new Date()
  await promisify(execFile)('npm', ['run', 'build'], { cwd: root, shell: process.platform === 'win32' })
  // What was edited while it was building counts as newer.
  for (const path of OUTPUTS) utimesSync(join(root, path), startedAt, startedAt)
}

/**
 * Of several that ask at once, one builds and the others wait for it.
 * @param {string} root the project's folder
 * @param {() => void} [onBuild] told when there is something to wait for
 * @throws {Error} with the output of a build that failed
 */
export async function buildIfStale(root, onBuild = () => {}) {
  if (isBuilt(root)) return
  onBuild()
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const release = await lock(cache, {
    lockfilePath: join(cache, 'build.lock'),
    retries: { retries: 240, factor: 1, minTimeout: 500 },
  })
  try {
    if (!isBuilt(root)) await build(root)
  } finally {
    await release()
  }
}
