import { z } from 'zod'

/** The instants that an RFC 3339 date-time can name, and the bench clock can show: from 1970 to the end of the year 9999. */
export const FIRST_INSTANT = 0
export const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/**
 * An instant of the bench clock in a reply of the control API: RFC 3339 in UTC on the wire, as everywhere else in the
 * published APIs; whole milliseconds since the epoch inside, where instants are calculated with.
 */
export const zInstant = z.codec(z.iso.datetime(), z.number(), {
  decode: (text) => Date.parse(text),
  encode: (at) => new Date(at).toISOString(),
})
