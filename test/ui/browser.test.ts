import { describe, expect, it } from 'vitest'
import { findBrowser, type Machine } from '../support/findBrowser'
import { adviceFor, installCommands, type Rights } from '../support/installBrowser'

function machineWith(files: readonly string[], told: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    home: '/home/me',
    downloadedBrowser: '/home/me/.cache/downloaded/chrome',
    isExecutable: (file) => files.includes(file),
    ...told,
  }
}

describe(findBrowser, () => {
  it('takes the browser that CHROME_PATH names before any other', () => {
    const env = { PATH: '/usr/bin', CHROME_PATH: '/opt/mine' }
    expect(findBrowser(machineWith(['/usr/bin/chromium', '/opt/mine'], { env }))).toBe('/opt/mine')
  })

  it('takes no other when CHROME_PATH names what is not there', () => {
    const env = { PATH: '/usr/bin', CHROME_PATH: '/opt/gone' }
    expect(() => findBrowser(machineWith(['/usr/bin/chromium'], { env }))).toThrow('/opt/gone')
  })

  it('looks for every name in every folder of PATH', () => {
    expect(findBrowser(machineWith(['/usr/bin/chromium']))).toBe('/usr/bin/chromium')
    expect(findBrowser(machineWith(['/usr/local/bin/microsoft-edge']))).toBe('/usr/local/bin/microsoft-edge')
  })

  it.each([
    ['linux', {}, '/opt/google/chrome/chrome'],
    ['darwin', {}, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['darwin', {}, '/home/me/Applications/Chromium.app/Contents/MacOS/Chromium'],
    ['win32', { PROGRAMFILES: 'C:\\Programs' }, 'C:\\Programs\\Google\\Chrome\\Application\\chrome.exe'],
    ['win32', { 'PROGRAMFILES(X86)': 'C:\\x86' }, 'C:\\x86\\Microsoft\\Edge\\Application\\msedge.exe'],
    ['win32', { Path: 'C:\\a;D:\\b' }, 'D:\\b\\chrome.exe'],
  ] as const)('on %s with %j finds %s', (platform, env, file) => {
    expect(findBrowser(machineWith([file], { platform, env }))).toBe(file)
  })

  it('falls back to a browser that was downloaded before, and finds none where there is none', () => {
    expect(findBrowser(machineWith(['/home/me/.cache/downloaded/chrome']))).toBe('/home/me/.cache/downloaded/chrome')
    expect(findBrowser(machineWith([]))).toBeUndefined()
  })
})

const DEBIAN = 'NAME="Debian GNU/Linux"\nID=debian\n'
const UBUNTU = 'ID=ubuntu\nID_LIKE=debian\n'
const rights = (root: Rights['root'], osRelease = DEBIAN): Rights => ({ root, osRelease })
const linux = machineWith(['/usr/bin/apt-get'])

describe(installCommands, () => {
  const programs = (machine: Machine, has: Rights) => installCommands(machine, has).map(([program]) => program)

  it("installs Debian's package as root or through sudo, and downloads a browser if that fails", () => {
    expect(programs(linux, rights('own'))).toEqual(['sh', process.execPath])
    expect(programs(linux, rights('asked'))).toEqual(['sudo', process.execPath])
  })

  it.each([
    ['without the right to install', linux, rights('none')],
    ['on Ubuntu, whose package only points to a snap', linux, rights('own', UBUNTU)],
    ['where there is no apt', machineWith([]), rights('own')],
    ['on macOS', machineWith([], { platform: 'darwin' }), rights('none', '')],
  ])('only downloads one %s', (_, machine, has) => {
    expect(programs(machine, has)).toEqual([process.execPath])
  })

  it('installs the libraries of a downloaded browser only where it may', () => {
    expect(installCommands(linux, rights('own', UBUNTU))[0]).toContain('--with-deps')
    expect(installCommands(linux, rights('none'))[0]).not.toContain('--with-deps')
  })
})

describe(adviceFor, () => {
  it('is the one command of the system', () => {
    expect(adviceFor(linux, rights('none'))).toBe('sudo apt-get install chromium')
    expect(adviceFor(linux, rights('none', UBUNTU))).toBe('npx playwright-core install --no-shell --with-deps chromium')
    expect(adviceFor(machineWith([], { platform: 'darwin' }), rights('none', ''))).toBe(
      'npx playwright-core install --no-shell chromium',
    )
  })
})
