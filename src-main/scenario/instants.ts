// What an instant of a scenario means on the calendar, which is that of UTC.
import { UTCDate } from '@date-fns/utc'
import { add, addMonths, endOfDay, endOfMonth, startOfDay, startOfMonth } from 'date-fns'
import { FIRST_INSTANT, LAST_INSTANT } from '#shared/domain/instant'
import { parseMoment, type Anchor, type Shift } from '#shared/domain/scenario/moment'
import { BenchError } from '#shared/errors/benchError'

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
 * @param field where the scenario says so
 * @returns the instant itself
 * @throws BenchError `invalidArgument` for one that no date of the bench could tell
 */
export function tellable(at: number, field: string): number {
  if (at >= FIRST_INSTANT && at <= LAST_INSTANT) return at // and not NaN, as what the calendar cannot tell either is
  const message = `${field} leads out of what the bench clock can tell, the years 1970 to 9999; write a nearer instant, or a shorter time.`
  throw new BenchError('invalidArgument', message, { field })
}

/**
 * @param text as a scenario writes it, e.g. `start of next month +9h`
 * @param base what it is relative to, unless it is absolute
 * @param field where the scenario says so
 * @throws BenchError as `tellable`
 */
export function instantOf(text: string, base: number, field: string): number {
  const moment = parseMoment(text)
  if ('instant' in moment) return tellable(Date.parse(moment.instant), field)
  return tellable(moment.shifts.reduce(shifted, ANCHORED[moment.anchor](new UTCDate(base)).getTime()), field)
}
