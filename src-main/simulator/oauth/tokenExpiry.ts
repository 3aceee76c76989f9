import { z } from 'zod'

/** Ends the life of the access tokens that a client has, or everybody. */
export const zTokenExpiry = z.object({
  id: z.string(),
  clientId: z.string().optional(),
  /** Another one for every expiry there ever was: when a scenario is played again, the id is the same. */
  mark: z.string().default(''),
})
export type TokenExpiry = z.infer<typeof zTokenExpiry>
