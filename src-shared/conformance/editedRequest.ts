import { z } from 'zod'
import { zHeaders } from './targetConfig'
import { pathProblem } from './targetRules'

/** What a tester changes of a request before it is sent; what is left out stays as the suite has it. */
export const zEditedRequest = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).optional(),
  /** With the query string, below the server root: an edited request goes to the same target. */
  path: z
    .string()
    .superRefine((path, context) => {
      const message = pathProblem(path)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
    .optional(),
  /** All of them; a value of `***` stands for what would be sent. */
  headers: zHeaders.optional(),
  body: z.string().nullable().optional(),
})
export type EditedRequest = z.infer<typeof zEditedRequest>
