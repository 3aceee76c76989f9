// Entry of the plain-Node host: hands the process to the commands and exits with what they say.
import { fileURLToPath } from 'node:url'
import { version } from '../package.json'
import { runProgram } from './commands/program'

/** Later signals are taken too: npm passes on a Ctrl-C that the terminal has sent already, and stopping goes on. */
function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve())
    process.on('SIGTERM', () => resolve())
  })
}

process.exitCode = await runProgram(process.argv.slice(2), {
  version,
  uiFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
  stopRequested,
})
