// What an instant of a scenario means on the calendar, which is that of UTC.
import { UTCDate } from '@date-fns/utc'
import { add, addMonths, endOfDay, endOfMonth, startOfDay, startOfMonth } from 'date-fns'
import { parseMoment, type Anchor, type Shift } from '#shared/domain/scenario/moment'

const ANCHORED: Record<Anchor, (date: UTCDate) => Date> = {
  now: (date) => date,
  'start of day': startOfDay,
  'end of day': endOfDay,
  'start of month': startOfMonth,
  'end of month': endOfMonth,
  'start of next month': (date) => startOfMonth(addMonths(date, 1)),
}

const MILLISECONDS = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, day: 86_400_000, week: 604_800_000 } as const

/** A month more than the 31st of January is the last day of February. */
function shifted(at: number, { amount, unit }: Shift): number {
  if (unit === 'month' || unit === 'year') return add(new UTCDate(at), { [`${unit}s`]: amount }).getTime()
  return at + Math.round(amount * MILLISECONDS[unit])
}

/**
 * @param text as a scenario writes it, e.g. `start of next month +9h`
 * @param base what it is relative to, unless it is absolute
 */
export function instantOf(text: string, base: number): number {
  const moment = parseMoment(text)
  if ('instant' in moment) return Date.parse(moment.instant)
  return moment.shifts.reduce(shifted, ANCHORED[moment.anchor](new UTCDate(base)).getTime())
}
