import type { ScenarioListing } from '#shared/control/scenarioViews'

/** What a listed scenario is read and written by: the name of its file without its ending, or its own when it is shipped. */
export function fileNameOf({ name, file }: ScenarioListing): string {
  return file === undefined ? name : (file.split(/[\\/]/).at(-1) ?? name).replace(/\.ya?ml$/, '')
}

/** `tunnel-2` when there is a `tunnel` already. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const base = wanted.replace(/-\d+$/, '')
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}-${count}`
    if (!taken.includes(name)) return name
  }
}
