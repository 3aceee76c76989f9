// Where a Chrome, Chromium or Edge may be that the page tests can drive.
import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'

/** What the search asks of the machine it runs on. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** Where playwright-core keeps the browser that it downloads. */
  readonly downloadedBrowser: string
  isExecutable(file: string): boolean
}

const UNIX_NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium-browser',
]
const WINDOWS_NAMES = ['chrome.exe', 'chromium.exe', 'msedge.exe']
const LINUX_PLACES = ['/opt/google/chrome/chrome', '/usr/lib/chromium/chromium', '/opt/microsoft/msedge/msedge']
const MAC_APPLICATIONS = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export function thisMachine(): Machine {
  const { env, platform } = process
  return { platform, env, home: homedir(), downloadedBrowser: chromium.executablePath(), isExecutable }
}

function usualPlaces({ platform, env, home }: Machine): string[] {
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
      (root) => root !== undefined,
    )
    return roots.flatMap((root) => WINDOWS_PROGRAMS.map((program) => path.win32.join(root, program)))
  }
  if (platform !== 'darwin') return LINUX_PLACES
  const folders = ['/Applications', path.posix.join(home, 'Applications')]
  return folders.flatMap((folder) => MAC_APPLICATIONS.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`))
}

/** The places on PATH where a program of one of these names would stand. */
export function onPath({ platform, env }: Machine, names: readonly string[]): string[] {
  const system = platform === 'win32' ? path.win32 : path.posix
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(system.delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => system.join(folder, name)))
}

/** @throws when `CHROME_PATH` names what is not there: whoever set it means that browser and no other. */
export function findBrowser(machine: Machine): string | undefined {
  const named = machine.env['CHROME_PATH']
  if (named) {
    if (machine.isExecutable(named)) return named
    throw new Error(`CHROME_PATH names ${named}, which cannot be run. Correct it or leave it out.`)
  }
  const names = machine.platform === 'win32' ? WINDOWS_NAMES : UNIX_NAMES
  const candidates = [...onPath(machine, names), ...usualPlaces(machine), machine.downloadedBrowser]
  return candidates.find((file) => machine.isExecutable(file))
}
