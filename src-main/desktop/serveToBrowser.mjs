// The same window without Electron: `callbox serve`, and the system's browser where there is one.
import open from 'open'
import { hasDisplay } from './display.mjs'
import { runChild } from './runChild.mjs'

/** As `serve` prints it, with and without --json. */
const WINDOW_ADDRESS = /http:\/\/[^\s"]+\?token=[\w-]+/

/** @param {string} address */
async function openBrowser(address) {
  const browser = await open(address)
  browser.once('error', () => {}) // there is none; the address stands in the terminal
}

/**
 * @param {string} cli the built command
 * @param {readonly string[]} args of `callbox serve`
 * @returns {Promise<number>} its exit code
 */
export function serveToBrowser(cli, args) {
  const serve = [cli, 'serve', ...args]
  if (!hasDisplay()) return runChild(process.execPath, serve)
  let printed = ''
  let isOpened = false
  return runChild(process.execPath, serve, (text) => {
    if (isOpened) return
    printed += text
    // A line break after it: the address is whole.
    const address = /\n/.test(printed) ? WINDOW_ADDRESS.exec(printed)?.[0] : undefined
    if (address === undefined) return
    isOpened = true
    void openBrowser(address)
  })
}
