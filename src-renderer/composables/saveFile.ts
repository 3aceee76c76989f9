import type { DesktopApi } from '#shared/control/desktopApi'

declare global {
  interface Window {
    /** In the desktop window only. */
    readonly callboxDesktop?: DesktopApi
  }
}

export type FileContent = string | Uint8Array<ArrayBuffer>

function download(name: string, content: FileContent, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/**
 * Lets the user save a text or bytes: where they say on the desktop, as a download in a browser.
 * @returns the path, where it is known
 */
export async function saveFile(name: string, content: FileContent, type: string): Promise<string | undefined> {
  if (window.callboxDesktop) return window.callboxDesktop.saveFile(name, content)
  download(name, content, type)
  return undefined
}
