// Keeps the window on our own page: no other origin, no second window, no permission; https links go to the browser.
import { shell, type Session, type WebContents } from 'electron'

/** Opens https addresses only; anything else is dropped. */
export async function openInBrowser(url: string): Promise<void> {
  if (URL.parse(url)?.protocol === 'https:') await shell.openExternal(url)
}

export function lockNavigation(contents: WebContents, origin: string): void {
  contents.on('will-navigate', (event) => {
    if (URL.parse(event.url)?.origin === origin) return
    event.preventDefault()
    void openInBrowser(event.url)
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    void openInBrowser(url)
    return { action: 'deny' }
  })
}

export function denyPermissions(session: Session): void {
  session.setPermissionCheckHandler(() => false)
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
}
