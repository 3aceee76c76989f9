// Gets a Chromium for the page tests onto a machine that has no browser: its package on Debian, else playwright-core's
// own download.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { findBrowser, onPath, thisMachine, type Machine } from './findBrowser'

export interface Rights {
  /** `asked`: through sudo, which wants no password. */
  readonly root: 'own' | 'asked' | 'none'
  /** The text of /etc/os-release, empty where there is none. */
  readonly osRelease: string
}

export type CommandLine = readonly [program: string, ...args: string[]]

const APT = 'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium'
const PLAYWRIGHT = join(createRequire(import.meta.url).resolve('playwright-core/package.json'), '../cli.js')

/** Debian and what follows it; Ubuntu's package of that name only points to a snap, which needs a daemon. */
function hasDebianChromium(machine: Machine, { osRelease }: Rights): boolean {
  const family = osRelease.match(/^ID(?:_LIKE)?=.*$/gm)?.join(' ') ?? ''
  const hasApt = onPath(machine, ['apt-get']).some((file) => machine.isExecutable(file))
  return hasApt && family.includes('debian') && !family.includes('ubuntu')
}

/** What can be tried here without asking anybody, the likeliest first. */
export function installCommands(machine: Machine, rights: Rights): CommandLine[] {
  const mayInstall = rights.root !== 'none'
  const withLibraries = mayInstall && machine.platform === 'linux' ? ['--with-deps'] : []
  const download: CommandLine = [process.execPath, PLAYWRIGHT, 'install', '--no-shell', ...withLibraries, 'chromium']
  if (!mayInstall || !hasDebianChromium(machine, rights)) return [download]
  const apt: CommandLine = rights.root === 'own' ? ['sh', '-c', APT] : ['sudo', '-n', 'sh', '-c', APT]
  return [apt, download]
}

/** The one command that a person would type. */
export function adviceFor(machine: Machine, rights: Rights): string {
  if (hasDebianChromium(machine, rights)) return 'sudo apt-get install chromium'
  return `npx playwright-core install --no-shell ${machine.platform === 'linux' ? '--with-deps ' : ''}chromium`
}

function theseRights(): Rights {
  const succeeds = (program: string, ...args: string[]) => spawnSync(program, args, { stdio: 'ignore' }).status === 0
  const root = process.getuid?.() === 0 ? 'own' : succeeds('sudo', '-n', 'true') ? 'asked' : 'none'
  try {
    return { root, osRelease: readFileSync('/etc/os-release', 'utf8') }
  } catch {
    return { root, osRelease: '' }
  }
}

const MOST_MINUTES = 5

/** @throws with the one command that would help, when there is no browser and none can be had. */
export function findOrInstallBrowser(): string {
  const machine = thisMachine()
  const found = findBrowser(machine)
  if (found !== undefined) return found
  const rights = theseRights()
  for (const [program, ...args] of installCommands(machine, rights)) {
    console.log(`The page tests need a browser and there is none. Installing one: ${[program, ...args].join(' ')}`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync(program, args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: MOST_MINUTES * 60_000 })
    const installed = findBrowser(machine)
    if (installed !== undefined) return installed
  }
  throw new Error(
    `The page tests need Chrome, Chromium or Edge and none could be installed. Install one, then run them again:\n  ${adviceFor(machine, rights)}\nOne that stands elsewhere can be named in CHROME_PATH.`,
  )
}
