// Whether `out/` has to be built anew: it is missing, or a source is newer than it.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const BUILT = 'out/main/cli.js'
const SOURCES = ['src-main', 'src-shared', 'src-renderer', 'fixtures', 'package.json', 'electron.vite.config.ts']

function newestChange(path) {
  if (!existsSync(path)) return 0
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}

/** @param {string} root the project's folder */
export function isBuildStale(root) {
  const built = join(root, BUILT)
  if (!existsSync(built)) return true
  const builtAt = statSync(built).mtimeMs
  return SOURCES.some((source) => newestChange(join(root, source)) > builtAt)
}
