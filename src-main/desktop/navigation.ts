// Keeps the window on our own page: no other origin, no second window, no permission. Links lead to the system's browser.
import { shell, type Session, type WebContents } from 'electron'

/**
 * Opens https addresses only: another scheme may start any program.
 * @param alsoOrigin an origin that is opened whatever its scheme
 */
export async function openInBrowser(url: string, alsoOrigin?: string): Promise<void> {
  if (!URL.canParse(url)) return
  const { protocol, origin } = new URL(url)
  if (protocol === 'https:' || origin === alsoOrigin) await shell.openExternal(url)
}

export interface Origins {
  /** The only one the window shows, in any of its frames. */
  readonly own: string
  /** The simulated APIs, plain http on this machine: the page links to what they serve. */
  readonly simulated: string
}

export function lockNavigation(contents: WebContents, origins: Origins): void {
  const stayHere = (event: { url: string; preventDefault(): void }) => {
    if (URL.canParse(event.url) && new URL(event.url).origin === origins.own) return
    event.preventDefault()
    void openInBrowser(event.url, origins.simulated)
  }
  contents.on('will-frame-navigate', stayHere)
  contents.on('will-redirect', stayHere)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    void openInBrowser(url, origins.simulated)
    return { action: 'deny' }
  })
}

/** All of them; the copy buttons fall back to what needs none. */
export function denyPermissions(session: Session): void {
  session.setPermissionCheckHandler(() => false)
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
}
