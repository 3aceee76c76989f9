import { resolve } from 'node:path'

/**
 * What was meant for Callbox: all after the app's folder. Before it stand Electron's and Chromium's own switches, which
 * a debugger or a driver of the window adds.
 * @param argv of the process: `electron --no-sandbox /path/of/the/app --data folder`
 */
export function argumentsAfterApp(argv: readonly string[], appFolder: string): string[] {
  const at = argv.findIndex((argument, index) => index > 0 && resolve(argument) === resolve(appFolder))
  return argv.slice(at === -1 ? 1 : at + 1)
}
