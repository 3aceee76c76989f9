// The instants a registered report may name relative to the moment it is asked for. Months are those of UTC.
import { UTCDate } from '@date-fns/utc'
import { endOfMonth, formatISO, startOfMonth } from 'date-fns'
import type { ReportInstant } from '#shared/domain/registeredReport'

/** Replaces a relative instant by an RFC 3339 date-time; one that is absolute stays as it was registered. */
export type InstantResolver = (instant: ReportInstant) => string

/**
 * Fixes the meaning of the relative instants, to the second: `end of month` is the last second of the last day.
 * @param now milliseconds since the epoch
 */
export function instantsAt(now: number): InstantResolver {
  const date = new UTCDate(now)
  const relative = new Map<ReportInstant, string>([
    ['now', formatISO(date)],
    ['start of month', formatISO(startOfMonth(date))],
    ['end of month', formatISO(endOfMonth(date))],
  ])
  return (instant) => relative.get(instant) ?? instant
}
