// Reads the date-times of a reply as RFC 3339 defines them, keeping the calendar day that the writer meant.
import { z } from 'zod'

export type Timestamp =
  | {
      readonly kind: 'dateTime'
      /** The day in the value's own offset, `2026-11-30`. */
      readonly day: string
      readonly offsetMinutes: number
      /** Cut to the minute. */
      readonly instant: number
    }
  /** A full date, which names a day and no offset. */
  | { readonly kind: 'date'; readonly day: string }

const TIME = String.raw`(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d):(?:[0-5]\d|60)(?:\.\d+)?`
const OFFSET = String.raw`(?:Z|(?<sign>[+-])(?<offsetHour>[01]\d|2[0-3]):(?<offsetMinute>[0-5]\d))`
const DATE_TIME = new RegExp(String.raw`^(?<day>\d{4}-\d{2}-\d{2})T${TIME}${OFFSET}$`, 'i')

const zCalendarDay = z.iso.date()

/** @returns undefined for what is neither an RFC 3339 date-time nor a full date, 30 February included. */
export function parseTimestamp(text: string): Timestamp | undefined {
  if (zCalendarDay.safeParse(text).success) return { kind: 'date', day: text }
  const parts = DATE_TIME.exec(text)?.groups
  if (parts?.day === undefined || !zCalendarDay.safeParse(parts.day).success) return undefined
  const sign = parts.sign === '-' ? -1 : 1
  const offsetMinutes = sign * (Number(parts.offsetHour ?? 0) * 60 + Number(parts.offsetMinute ?? 0)) + 0 // no -0
  const writtenAt = Date.parse(`${parts.day}T${parts.hour}:${parts.minute}:00Z`)
  return { kind: 'dateTime', day: parts.day, offsetMinutes, instant: writtenAt - offsetMinutes * 60_000 }
}
