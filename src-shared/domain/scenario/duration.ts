import { z } from 'zod'

/** A day is 24 hours, as every day of UTC is. */
const UNIT_MS = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, day: 86_400_000, days: 86_400_000 } as const

/** What is longer, or further away, is a slip of the keyboard: the bench clock ends with the year 9999. */
export const CENTURY_DAYS = 36_525

export const zDurationText = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,6})? ?(ms|s|min|h|days?)$/, {
    error: 'is not a duration; give one such as 10s, 1.5min, 200ms, 2h or 3 days',
    abort: true,
  })
  .refine(
    (text) => durationMs(text) <= CENTURY_DAYS * UNIT_MS.days,
    `is longer than a century; give ${CENTURY_DAYS} days at most`,
  )

/** Whole milliseconds of a duration as a scenario writes it: `10s`, `1.5min`, `200ms`, `2h`, `3 days`. */
export function durationMs(text: string): number {
  const [, value, unit] = /^([\d.]+) ?(\w+)$/.exec(text) ?? []
  return Math.round(Number(value) * UNIT_MS[unit as keyof typeof UNIT_MS])
}
