// `npm start`: builds when the sources are newer than `out/`, then opens the desktop window where that is possible and
// serves the same window to the browser where it is not. Arguments go to `callbox serve`.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronBinary, fetchElectronBinary, hasDisplay } from './electronBinary.mjs'
import { isBuildStale } from './staleBuild.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

function build() {
  console.log('Building …')
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}

function run(program, args) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}

if (isBuildStale(root)) build()
const desktopEntry = join(root, 'out/main/electron.js')
const binary = hasDisplay() && existsSync(desktopEntry) ? (electronBinary() ?? fetchElectronBinary()) : undefined
if (binary) run(binary, [root, ...process.argv.slice(2)])
else {
  const reason = hasDisplay() ? "Electron's binary is not here and could not be fetched" : 'there is no display'
  console.log(`No desktop window: ${reason}. Serving the same window to the browser.`)
  run(process.execPath, [join(root, 'out/main/cli.js'), 'serve', ...process.argv.slice(2)])
}
