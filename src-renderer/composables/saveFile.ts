import type { DesktopApi } from '#shared/control/desktopApi'

declare global {
  interface Window {
    /** In the desktop window only. */
    readonly callboxDesktop?: DesktopApi
  }
}

function download(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/**
 * Lets the user save a text: where they say on the desktop, as a download in a browser.
 * @returns the path, where it is known
 */
export async function saveFile(name: string, text: string, type: string): Promise<string | undefined> {
  if (window.callboxDesktop) return window.callboxDesktop.saveFile(name, text)
  download(name, text, type)
  return undefined
}
