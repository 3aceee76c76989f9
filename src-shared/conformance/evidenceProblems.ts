import type { RunReport } from './runReport'

/** Why a run is no evidence, each as a sentence for its reader; none when it is. */
export function evidenceProblems({ partial, edited }: Pick<RunReport, 'partial' | 'edited'>): string[] {
  return [
    ...(edited ? ['Edited: at least one request was changed by hand before it was sent.'] : []),
    ...(partial ? ['Partial: not every case of the suite was run once to its end, or a case was tried again.'] : []),
  ]
}
