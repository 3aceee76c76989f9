import { z } from 'zod'

/** What a list answers: events from `nextSeq` on are not yet in the items. */
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextSeq: z.int() })

/** The response of an operation that answers 204. */
export const zNothing = z.null()
