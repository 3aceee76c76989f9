// What the flight recorder shows of a notification: the time it takes in, the metric that made it, its attempts.
import type { NotificationView } from '#shared/control/views'
import type { Finding } from '#shared/domain/assessment'
import type { HttpCall } from '../../format/snippets'
import type { AttemptMark } from '../../components/conditions/stripMarks'

const LEAD_MS = 15_000

interface Stretch {
  readonly from: number
  readonly to: number
}

/** From a little before the crossing to a little after the last attempt, made or to come. */
export function stretchOf({ event, raisedAt, attempts, nextAttemptAt }: NotificationView): Stretch {
  const crossedAt = Date.parse(event.time)
  const last = Math.max(raisedAt, nextAttemptAt ?? 0, ...attempts.map(({ at }) => at))
  const from = Math.min(crossedAt, raisedAt) - LEAD_MS
  return { from, to: last + Math.max(LEAD_MS, (last - from) * 0.05) }
}

/** The finding that says most: the one that is violated worst, else the one that is met most narrowly. */
export function tellingFinding(findings: readonly Finding[]): Finding | undefined {
  const share = ({ margin, expected }: Finding) => margin / (Math.abs(expected) || 1)
  return findings.toSorted((a, b) => share(a) - share(b))[0]
}

export function attemptMarks({ attempts, nextAttemptAt }: NotificationView): AttemptMark[] {
  const made = attempts.map(({ at, outcome }) => ({ at, succeeded: outcome === 'delivered', planned: false }))
  return nextAttemptAt === undefined ? made : [...made, { at: nextAttemptAt, succeeded: false, planned: true }]
}

/** The request of the last attempt; the sink's token is not known here and reads `***`. */
export function postOf({ event, sink, attempts }: NotificationView): HttpCall {
  const headers = attempts.at(-1)?.requestHeaders ?? { 'content-type': 'application/cloudevents+json' }
  return { method: 'POST', url: sink, headers, body: JSON.stringify(event) }
}
