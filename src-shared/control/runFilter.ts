// What the history of runs can be searched for; the bench and the window look through it with the same rule.
import { z } from 'zod'
import { zVerdict } from '../conformance/verdict'
import type { RunView } from './runViews'

/** `2026`, `2026-11`, `2026-11-15`, `2026-11-15T12:00` … */
const zInstantPrefix = z
  .string()
  .regex(
    /^\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d(\.\d{3}Z)?)?)?)?)?)?$/,
    'is no year, month, day or instant in UTC, such as 2026-11-15 or 2026-11-15T12:00',
  )

/** All of these must hold; texts are compared without regard to case. */
export const zRunFilter = z
  .object({
    /** Id of a suite. */
    suite: z.string(),
    /** A part of the server root. */
    target: z.string(),
    verdict: zVerdict,
    /** A part of the name. */
    name: z.string(),
    /** The first and the last instant of the start, both included: `2026-11-15` is the whole day. */
    from: zInstantPrefix,
    until: zInstantPrefix,
    /** Words that all stand in its name, suite, target, tester, start, remarks or the ids of cases that did not pass. */
    text: z.string(),
    pinned: z.enum(['true', 'false']),
  })
  .partial()
export type RunFilter = z.infer<typeof zRunFilter>

/** A page of the list. */
export const zRunPage = z.object({
  limit: z.coerce.number().int().min(1).max(10_000).optional(),
  /** Id of a run: only those after it, in the order of the list. */
  after: z.string().optional(),
})
export type RunPage = z.infer<typeof zRunPage>

function hasPart(text: string | undefined, part: string | undefined): boolean {
  return part === undefined || (text ?? '').toLowerCase().includes(part.trim().toLowerCase())
}

function textOf({ id, name, suite, serverRoot, startedAt, ranBy, failedCases = [], ...how }: RunView): string {
  const remarks = [how.state, how.strict && 'strict', how.partial && 'partial', how.edited && 'edited']
  return [id, name, suite, serverRoot, startedAt, ranBy, ...failedCases, ...remarks]
    .filter(Boolean)
    .join(' ')
    .toLowerCase()
}

function hasWords(run: RunView, text: string | undefined): boolean {
  const words = text?.toLowerCase().split(/\s+/).filter(Boolean) ?? []
  if (words.length === 0) return true
  const own = textOf(run)
  return words.every((word) => own.includes(word))
}

function isBetween(instant: string, from: string | undefined, until: string | undefined): boolean {
  return (from === undefined || instant >= from) && (until === undefined || instant.slice(0, until.length) <= until)
}

export function matchesRun(run: RunView, filter: RunFilter): boolean {
  const { suite, target, verdict, name, from, until, text, pinned } = filter
  return (
    (suite === undefined || run.suite === suite) &&
    (verdict === undefined || run.verdict === verdict) &&
    (pinned === undefined || (run.pinned === true) === (pinned === 'true')) &&
    hasPart(run.serverRoot, target) &&
    hasPart(run.name, name) &&
    isBetween(run.startedAt, from, until) &&
    hasWords(run, text)
  )
}
