import { z } from 'zod'

/** A device moves to another cell at a bench instant. */
export const zHandover = z.object({
  id: z.string(),
  deviceId: z.string(),
  /** The cell it is attached to from then on. */
  cell: z.string(),
  at: z.number(),
})
export type Handover = z.infer<typeof zHandover>
