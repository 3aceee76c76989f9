// `npm start` both ways: with a program in Electron's place that tells how it was started, and without any.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { temporaryFolder } from '../support/temporaryFolder'

const ROOT = resolve(import.meta.dirname, '../..')
const START = 'src-main/desktop/start.mjs'
const SERVE_FLAGS = ['--port', '0', '--ui-port', '0', '--inbox-port', '0']

/** An executable script at `path`. */
function script(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!${process.execPath}\n${text}\n`, { mode: 0o755 })
  return path
}

function start(environment: Record<string, string>, ...args: string[]) {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env
  const child = spawn(process.execPath, [START, ...args], { cwd: ROOT, env: { ...env, ...environment } })
  onTestFinished(() => void child.kill())
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => void (stdout += chunk))
  return {
    stdout: () => stdout,
    exit: once(child, 'close').then(([code]) => code as number | null),
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** The first match in what it prints. */
    printed: (text: RegExp) => vi.waitUntil(() => text.exec(stdout), { timeout: 20_000 }),
  }
}

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  describe('with Electron and a display', () => {
    function electronThat(does: string): Record<string, string> {
      const folder = temporaryFolder()
      script(join(folder, 'electron'), does)
      return { ELECTRON_OVERRIDE_DIST_PATH: folder, DISPLAY: ':99' }
    }

    it('starts it on the project with our arguments, and ends as it ends', async () => {
      const run = start(
        electronThat('console.log(`started with ${JSON.stringify(process.argv.slice(2))}`); process.exit(7)'),
        '--tls',
      )
      expect(await run.exit).toBe(7)
      expect(run.stdout()).toContain(`started with ["${ROOT}","--tls"]\n`)
    })

    it('passes signals on', async () => {
      const run = start(
        electronThat(`process.on('SIGTERM', () => process.exit(5)); setInterval(() => {}, 1000); console.log('up')`),
      )
      await run.printed(/up/)
      run.kill('SIGTERM')
      expect(await run.exit).toBe(5)
    })

    it('says so when it was ended by a signal', async () => {
      expect(await start(electronThat(`process.kill(process.pid, 'SIGKILL')`)).exit).toBe(128 + 9)
    })
  })

  describe('without a window', () => {
    /** Follows the link as a browser does: the token becomes a session. */
    async function pageBehind(link: string): Promise<string> {
      const swapped = await fetch(link, { redirect: 'manual' })
      const cookie = swapped.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      return await (await fetch(swapped.headers.get('Location') ?? '', { headers: { cookie } })).text()
    }

    it('says why in one line, serves the same window and prints its address', async () => {
      const run = start({}, '--data', temporaryFolder(), ...SERVE_FLAGS)
      const [link] = await run.printed(/http:\/\/\S+\?token=\S+/)
      expect(await pageBehind(link)).toContain('<title>Callbox')
      expect(run.stdout().match(/^No desktop window: .*$/gm)).toEqual([
        'No desktop window: there is no display. Serving the same window to a browser.',
      ])
      run.kill('SIGTERM')
      expect(await run.exit).toBe(0)
    })

    it('opens the browser where there is a display but no Electron', async () => {
      const folder = temporaryFolder()
      const seen = join(folder, 'seen')
      const browser = script(
        join(folder, 'browser'),
        `require('node:fs').writeFileSync(${JSON.stringify(seen)}, process.argv[2])`,
      )
      // No desktop's settings name a browser, so the one of the environment is used.
      const settings = {
        XDG_DATA_DIRS: folder,
        XDG_DATA_HOME: folder,
        XDG_CONFIG_HOME: folder,
        XDG_CURRENT_DESKTOP: '',
      }
      const environment = { ...settings, ELECTRON_OVERRIDE_DIST_PATH: folder, DISPLAY: ':99', BROWSER: browser }
      const run = start(environment, '--json', '--data', join(folder, 'data'), ...SERVE_FLAGS)
      const opened = await vi.waitUntil(() => readIfThere(seen), { timeout: 20_000 })
      const ready = JSON.parse(run.stdout()) as { uiUrl: string }
      expect(opened).toBe(ready.uiUrl)
      run.kill('SIGINT')
      run.kill('SIGINT') // as npm does after the terminal
      expect(await run.exit).toBe(0)
    })

    it('ends as serve ends', async () => {
      expect(await start({}, '--prot', '1').exit).toBe(2)
    })
  })
})

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
