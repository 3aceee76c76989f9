// `npm start`: builds if needed, then opens the desktop window, or serves the same window to the browser where there is
// no desktop. Its arguments are those of `callbox serve`.
import { join, resolve } from 'node:path'
import { buildIfStale } from './build.mjs'
import { hasDisplay } from './display.mjs'
import { downloadElectronBinary, electronBinary } from './electronBinary.mjs'
import { runChild } from './runChild.mjs'
import { serveToBrowser } from './serveToBrowser.mjs'

const root = resolve(import.meta.dirname, '../..')
const args = process.argv.slice(2)
const say = args.includes('--json') ? console.error : console.log

function findElectron() {
  const binary = electronBinary()
  if (binary) return binary
  say('Fetching Electron, for 20 seconds at most …')
  return downloadElectronBinary()
}

function open() {
  const binary = hasDisplay() ? findElectron() : undefined
  if (binary) return runChild(binary, [root, ...args])
  const reason = hasDisplay() ? 'Electron is not here and could not be fetched' : 'there is no display'
  say(`No desktop window: ${reason}. Serving the same window to a browser.`)
  return serveToBrowser(join(root, 'out/main/cli.js'), args)
}

try {
  await buildIfStale(root, () => say('Building …'))
  process.exitCode = await open()
} catch (error) {
  console.error(`Callbox could not start: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
