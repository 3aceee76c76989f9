// A program that stands for this process: it gets our signals, and we end as it ends.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {(text: string) => void} [onOutput] told of all it prints, which goes to our stdout just the same
 * @returns {Promise<number>} its exit code; 128 and the signal's number if a signal ended it, as shells have it
 * @throws {Error} if it cannot be started
 */
export function runChild(program, args, onOutput) {
  const child = spawn(program, args, { stdio: ['inherit', onOutput ? 'pipe' : 'inherit', 'inherit'] })
  child.stdout?.pipe(process.stdout)
  if (onOutput) child.stdout?.setEncoding('utf8').on('data', onOutput)
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}
