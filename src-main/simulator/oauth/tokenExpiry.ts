import { z } from 'zod'

/** Ends the life of the access tokens that a client has, or everybody. */
export const zTokenExpiry = z.object({ id: z.string(), clientId: z.string().optional() })
export type TokenExpiry = z.infer<typeof zTokenExpiry>
