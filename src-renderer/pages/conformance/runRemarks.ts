import type { RunView } from '#shared/control/runViews'

/** What a reader of its verdict has to know about how a run was made. */
export function remarksOf({ state, strict, partial, edited }: RunView): readonly string[] {
  return [
    ...(state === 'cancelled' ? ['cancelled'] : []),
    ...(strict ? ['strict'] : []),
    ...(partial ? ['partial'] : []),
    ...(edited ? ['edited'] : []),
  ]
}
