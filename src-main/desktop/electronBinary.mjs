// Finds Electron's binary without loading Electron: requiring it in plain Node starts a download and then throws.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const BINARY = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron'
const DOWNLOAD_LIMIT_MS = 20_000

function packageFolder() {
  return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
}

/** The binary's path, or undefined where there is none. */
export function electronBinary(environment = process.env) {
  const folder = environment.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageFolder(), 'dist')
  const binary = join(folder, BINARY)
  return existsSync(binary) ? binary : undefined
}

/** Tries to have the package fetch its binary, for at most 20 seconds: a network that drops packets would hang it. */
export function fetchElectronBinary() {
  const installer = join(packageFolder(), 'install.js')
  if (!existsSync(installer)) return undefined
  spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS })
  return electronBinary()
}

/** A window needs a screen: on Linux one is named in the environment, elsewhere there always is one. */
export function hasDisplay(environment = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(environment.DISPLAY ?? environment.WAYLAND_DISPLAY)
}
