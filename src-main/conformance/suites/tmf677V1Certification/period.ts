// Which calendar days a validity period may start and end on (reading U13).
import { UTCDate } from '@date-fns/utc'
import { formatISO, lastDayOfMonth, startOfMonth } from 'date-fns'
import type { RequestMoment } from '../../suite'
import { parseTimestamp } from '../tmf677V1/timestamp'

export type NamedDay = 'first day of the month' | 'day of the request' | 'last day of the month'

export interface DayJudgement {
  readonly outcome: 'met' | 'tolerated' | 'violated'
  /** What would have been right, for people: `2026-11-01 (first day of the month)`. */
  readonly expected: string
  readonly message: string
}

const MINUTE_MS = 60_000
/** Every offset that a clock on Earth shows lies on a quarter of an hour from −12:00 to +14:00. */
const REAL_OFFSETS = Array.from({ length: 26 * 4 + 1 }, (_, quarter) => -12 * 60 + quarter * 15)

function shifted(instant: number, offsetMinutes: number): UTCDate {
  return new UTCDate(instant + offsetMinutes * MINUTE_MS)
}

function dayOf(date: Date): string {
  return formatISO(date, { representation: 'date' })
}

function namedDayAt(name: NamedDay, instant: number, offsetMinutes: number): string {
  const local = shifted(instant, offsetMinutes)
  if (name === 'first day of the month') return dayOf(startOfMonth(local))
  if (name === 'last day of the month') return dayOf(lastDayOfMonth(local))
  return dayOf(local)
}

/** A request answered across midnight has two right days, across the end of a month two right months. */
function rightDays(names: readonly NamedDay[], moment: RequestMoment, offsetMinutes: number): Map<string, NamedDay> {
  const instants = [moment.from, moment.to]
  return new Map(
    names.flatMap((name) => instants.map((instant) => [namedDayAt(name, instant, offsetMinutes), name] as const)),
  )
}

/**
 * Judges whether a date-time of a reply falls on one of the named days, by its calendar day in its own offset.
 * Tolerated: a full date, and a UTC value whose day is right in some real offset.
 */
export function judgeDay(text: string, names: readonly NamedDay[], moment: RequestMoment): DayJudgement | undefined {
  const timestamp = parseTimestamp(text)
  if (timestamp === undefined) return undefined
  const ownOffset = timestamp.kind === 'dateTime' ? timestamp.offsetMinutes : 0
  const right = rightDays(names, moment, ownOffset)
  const expected = [...right].map(([day, name]) => `${day} (${name})`).join(' or ')

  if (timestamp.kind === 'date') {
    const isRight = REAL_OFFSETS.some((offset) => rightDays(names, moment, offset).has(timestamp.day))
    if (isRight) return { outcome: 'tolerated', expected, message: 'a full date where a date-time belongs' }
    return { outcome: 'violated', expected, message: 'the date is another day' }
  }
  if (right.has(timestamp.day)) return { outcome: 'met', expected, message: `the ${right.get(timestamp.day)}` }
  const explains = (offset: number) => rightDays(names, moment, offset).has(dayOf(shifted(timestamp.instant, offset)))
  const offset = ownOffset === 0 ? REAL_OFFSETS.find(explains) : undefined
  if (offset === undefined) return { outcome: 'violated', expected, message: 'the date-time falls on another day' }
  return { outcome: 'tolerated', expected, message: `right only in the time zone ${offsetText(offset)}` }
}

function offsetText(offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes)
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${offsetMinutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
}
