// The two requests a tester can send by hand: the next one, and the last one once more.
import type { RecordedRequest } from '#shared/conformance/runReport'
import type { RunProgress } from '../../../stores/runProgress'

export interface StepTurn {
  readonly which: 'next' | 'last'
  readonly caseId: string
  readonly stepId: string
  readonly title: string
  readonly request: RecordedRequest
}

export function nextTurn({ next }: RunProgress): StepTurn | undefined {
  return next && { which: 'next', ...next }
}

/** Steps are sent in the order of the suite, so the last of those that were judged is the one sent last. */
export function lastTurn({ cases }: RunProgress): StepTurn | undefined {
  const sent = cases.flatMap(({ id, steps }) => steps.map((step) => ({ caseId: id, step })))
  const last = sent.at(-1)
  if (!last) return undefined
  const { id, title, request } = last.step
  return { which: 'last', caseId: last.caseId, stepId: id, title, request }
}
