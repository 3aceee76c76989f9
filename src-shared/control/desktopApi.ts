// What the desktop window offers beyond a browser; the window works without it.

export interface DesktopFile {
  readonly name: string
  readonly text: string
}

export interface DesktopApi {
  /** Lets the user pick a text file; undefined when cancelled. @param extensions without dots, `['yaml']`. */
  openFile(extensions: readonly string[]): Promise<DesktopFile | undefined>
  /** Lets the user pick where to save; the path, or undefined when cancelled. */
  saveFile(suggestedName: string, content: string | Uint8Array): Promise<string | undefined>
  revealInFolder(path: string): Promise<void>
  /** An https address, in the system's browser. */
  openExternal(url: string): Promise<void>
  appVersion(): Promise<string>
}

/** One channel per function; main and preload both derive from this list. */
export const DESKTOP_FUNCTIONS = [
  'openFile',
  'saveFile',
  'revealInFolder',
  'openExternal',
  'appVersion',
] as const satisfies readonly (keyof DesktopApi)[]
export type DesktopFunction = (typeof DESKTOP_FUNCTIONS)[number]

export function desktopChannel(name: DesktopFunction): string {
  return `desktop:${name}`
}
