// Finds Electron's binary without loading Electron: requiring it in plain Node starts a download and then throws.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** @type {Partial<Record<NodeJS.Platform, string>>} */
const BINARIES = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }
const BINARY = BINARIES[process.platform] ?? 'electron'
const DOWNLOAD_LIMIT_MS = 20_000

const packageFolder = () => dirname(createRequire(import.meta.url).resolve('electron/package.json'))

/** Where Electron itself looks, too: a folder that the environment names, or the one the package downloads to. */
const binaryFolder = () => process.env.ELECTRON_OVERRIDE_DIST_PATH || join(packageFolder(), 'dist')

/** @returns {string | undefined} its path, or undefined where there is none */
export function electronBinary() {
  const binary = join(binaryFolder(), BINARY)
  return existsSync(binary) ? binary : undefined
}

/**
 * Has the package download its binary, for at most 20 seconds: on a network that drops packets it would hang. What the
 * environment names is not ours to fill.
 * @returns {string | undefined} its path, or undefined if it could not be had
 */
export function downloadElectronBinary() {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return undefined
  const installer = join(packageFolder(), 'install.js')
  const { status } = spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS })
  if (status === 0) return electronBinary()
  rmSync(binaryFolder(), { recursive: true, force: true }) // half of it may have been unpacked
  return undefined
}
