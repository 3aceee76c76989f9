// Instants as people write them in a scenario: absolute, or relative to another one, which is the start of the timeline
// unless something else is said. Only the text is understood here; the calendar is the bench's, in UTC.
import { z } from 'zod'
import { FIRST_INSTANT } from '../instant'
import { CENTURY_DAYS } from './duration'

const ANCHORS = ['now', 'start of day', 'end of day', 'start of month', 'end of month', 'start of next month'] as const
export type Anchor = (typeof ANCHORS)[number]

const SHIFT_UNITS = ['ms', 's', 'min', 'h', 'days?', 'weeks?', 'months?', 'years?'] as const
export type ShiftUnit = 'ms' | 's' | 'min' | 'h' | 'day' | 'week' | 'month' | 'year'

/** `+2 days`, `-1.5h`; a month or a year is one of the calendar, so it has no fraction. */
export interface Shift {
  readonly amount: number
  readonly unit: ShiftUnit
}

/** An absolute instant (RFC 3339), or an anchor with shifts, applied in their order. */
export type Moment = { readonly instant: string } | { readonly anchor: Anchor; readonly shifts: readonly Shift[] }

const SHIFT = `\\d{1,9}(?:\\.\\d{1,6})? ?(?:${SHIFT_UNITS.join('|')})`
/** The sign may be left out of the first one where nothing stands before it: `10s`. */
const RELATIVE = new RegExp(`^(?:(?:${ANCHORS.join('|')})|[+-]? ?${SHIFT})?(?: ?[+-] ?${SHIFT})*$`)

function isMoment(text: string): boolean {
  if (z.iso.datetime({ offset: true }).safeParse(text).success) return true
  return text !== '' && RELATIVE.test(text) && !/\.\d+ ?(month|year)/.test(text)
}

const UNIT_DAYS: Record<ShiftUnit, number> = {
  ...{ ms: 1 / 86_400_000, s: 1 / 86_400, min: 1 / 1440, h: 1 / 24 },
  ...{ day: 1, week: 7, month: CENTURY_DAYS / 1200, year: CENTURY_DAYS / 100 },
}

function isNear(text: string): boolean {
  const moment = parseMoment(text)
  if ('instant' in moment) return Date.parse(moment.instant) >= FIRST_INSTANT
  return moment.shifts.every(({ amount, unit }) => Math.abs(amount) * UNIT_DAYS[unit] <= CENTURY_DAYS)
}

export const zMomentText = z
  .string()
  .refine(isMoment, {
    error:
      'is not an instant; give one such as 10s, +2 days, start of next month, end of month -1h or 2026-03-01T00:00:00Z',
    abort: true,
  })
  .refine(isNear, 'is before 1970, or a step of more than a century; give a nearer instant')

/** @param text as `zMomentText` accepts it */
export function parseMoment(text: string): Moment {
  if (/^\d{4}-/.test(text)) return { instant: text }
  const anchor = ANCHORS.findLast((one) => text.startsWith(one)) ?? 'now'
  const shifts = [...text.matchAll(/([+-]?) ?(\d[\d.]*) ?(ms|s|min|h|day|week|month|year)s?(?= ?[+-]|$)/g)]
  return {
    anchor,
    shifts: shifts.map(([, sign, amount, unit]) => ({
      amount: Number(amount) * (sign === '-' ? -1 : 1),
      unit: unit as ShiftUnit,
    })),
  }
}
