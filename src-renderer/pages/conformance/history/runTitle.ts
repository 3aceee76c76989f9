import type { RunView, SuiteView } from '#shared/control/runViews'

/** As its user has named it, else what it was a run of. */
export function runTitle({ name, suite }: Pick<RunView, 'name' | 'suite'>, known: SuiteView | undefined): string {
  return name ?? known?.title ?? suite
}
