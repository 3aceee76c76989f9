// `npm run smoke:desktop`: opens the real desktop window where Electron's binary and a display are there, asks it a few
// questions, and says in one line how it went. Exits with 1 only if the window is there and is wrong.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron } from 'playwright-core'
import { buildIfStale } from '../../src-main/desktop/build.mjs'
import { hasDisplay } from '../../src-main/desktop/display.mjs'
import { electronBinary } from '../../src-main/desktop/electronBinary.mjs'

const root = resolve(import.meta.dirname, '../..')
const FUNCTIONS = ['appVersion', 'openExternal', 'openFile', 'revealInFolder', 'saveFile']

/** @param {import('playwright-core').Page} page */
async function examine(page) {
  await page.getByRole('navigation').first().waitFor()
  const seen = await page.evaluate(async () => {
    const { callboxDesktop, open, require } = /** @type {any} */ (globalThis)
    return {
      functions: Object.keys(callboxDesktop).sort(),
      version: await callboxDesktop.appVersion(),
      hasNode: require !== undefined,
      opensWindows: open('/network') !== null,
    }
  })
  assert.deepEqual(seen.functions, FUNCTIONS)
  assert.match(seen.version, /^\d+\.\d+\.\d+/)
  assert.equal(seen.hasNode, false, 'the page reaches Node')
  assert.equal(seen.opensWindows, false, 'the page opened a second window')
}

/** @param {string} executablePath */
async function smoke(executablePath) {
  const data = mkdtempSync(join(tmpdir(), 'callbox-smoke-'))
  const ports = ['--port', '0', '--ui-port', '0', '--inbox-port', '0']
  const desktop = await _electron.launch({ executablePath, args: [root, '--data', data, ...ports], timeout: 30_000 })
  try {
    await examine(await desktop.firstWindow())
  } finally {
    await desktop.close()
    rmSync(data, { recursive: true, force: true })
  }
}

const binary = electronBinary()
if (!hasDisplay() || !binary) {
  console.log(`smoke:desktop not run: ${hasDisplay() ? "Electron's binary is not here" : 'there is no display'}`)
} else {
  try {
    await buildIfStale(root)
    await smoke(binary)
    console.log('smoke:desktop passed: the window opens, is sandboxed and offers its five functions')
  } catch (error) {
    console.log(`smoke:desktop failed: ${String(error).split('\n')[0]}`)
    process.exitCode = 1
  }
}
