import { z } from 'zod'

/**
 * An instant of the bench clock in a reply of the control API: RFC 3339 in UTC on the wire, as everywhere else in the
 * published APIs; whole milliseconds since the epoch inside, where instants are calculated with.
 */
export const zInstant = z.codec(z.iso.datetime(), z.number(), {
  decode: (text) => Date.parse(text),
  encode: (at) => new Date(at).toISOString(),
})
