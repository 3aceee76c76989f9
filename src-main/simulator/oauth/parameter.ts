import { z } from 'zod'

/**
 * A parameter of either endpoint. Without a value it counts as left out; sent twice it arrives as an array and is refused
 * (RFC 6749, 3.1 and 3.2).
 */
export const zParameter = z
  .string('give it once')
  .optional()
  .transform((value) => (value === '' ? undefined : value))
