// What the list of runs is narrowed to.
import type { RunFilter } from '#shared/control/runFilter'

/** As its fields hold it; empty: any. */
export interface HistoryForm {
  text: string
  suite: string
  target: string
  verdict: string
  from: string
  until: string
  pinned: boolean
}

export function emptyHistoryForm(): HistoryForm {
  return { text: '', suite: '', target: '', verdict: '', from: '', until: '', pinned: false }
}

export function filterOf({ pinned, ...fields }: HistoryForm): RunFilter {
  const said = Object.entries(fields).filter(([, value]) => value.trim() !== '')
  return { ...(Object.fromEntries(said) as RunFilter), ...(pinned && { pinned: 'true' }) }
}
