import type { Session, WebContents } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { denyPermissions, lockNavigation } from '../../src-main/desktop/navigation'
import { BrowserWindow, fakeEvent, session, shell } from '../support/fakeElectron'

vi.mock('electron', () => import('../support/fakeElectron'))

const OWN = 'http://127.0.0.1:9090'
const SIMULATED = 'http://127.0.0.1:9091'

function lockedContents() {
  const { webContents } = new BrowserWindow({})
  lockNavigation(webContents as unknown as WebContents, { own: OWN, simulated: SIMULATED })
  return webContents
}

beforeEach(() => void shell.openExternal.mockClear())

describe.each(['will-frame-navigate', 'will-redirect'])('%s', (name) => {
  it('within our own page goes on', () => {
    const event = fakeEvent({ url: `${OWN}/network?device=conductor-tablet` })
    lockedContents().emit(name, event)
    expect(event.defaultPrevented).toBe(false)
    expect(shell.openExternal).not.toHaveBeenCalled()
  })

  it.each([
    'https://example.com/',
    'http://example.com/',
    `${SIMULATED}/usageManagement`,
    'http://127.0.0.1:9090.example.com/',
    'file:///etc/passwd',
    'data:text/html,hello',
    'about:blank',
  ])('to %s is stopped', (url) => {
    const event = fakeEvent({ url })
    lockedContents().emit(name, event)
    expect(event.defaultPrevented).toBe(true)
  })
})

describe('a link out of the window', () => {
  it.each(['https://example.com/docs', `${SIMULATED}/usageManagement/v1/usageConsumptionReport/ur001`])(
    'to %s opens in the browser of the system',
    (url) => {
      expect(lockedContents().openHandler?.({ url })).toEqual({ action: 'deny' })
      expect(shell.openExternal).toHaveBeenCalledExactlyOnceWith(url)
    },
  )

  it.each(['http://example.com/', 'file:///etc/passwd', 'smb://host/share', 'not an address', `${OWN}/network`])(
    'to %s opens nothing',
    (url) => {
      expect(lockedContents().openHandler?.({ url })).toEqual({ action: 'deny' })
      expect(shell.openExternal).not.toHaveBeenCalled()
    },
  )
})

it('a page cannot embed another one', () => {
  const event = fakeEvent({})
  lockedContents().emit('will-attach-webview', event)
  expect(event.defaultPrevented).toBe(true)
})

it('a page gets no permission, asked for or looked up', () => {
  denyPermissions(session.defaultSession as unknown as Session)
  const decide = vi.fn()
  session.defaultSession.setPermissionRequestHandler.mock.lastCall?.[0](undefined, 'media', decide)
  expect(decide).toHaveBeenCalledExactlyOnceWith(false)
  expect(session.defaultSession.setPermissionCheckHandler.mock.lastCall?.[0]()).toBe(false)
})
