// When something happens in a scenario: from the start of the timeline, or from another step of it.
import { z } from 'zod'
import { zMomentText } from './moment'

export const zStepId = z
  .string()
  .regex(/^[A-Za-z0-9][\w-]*$/, 'is not an id; give letters, digits, hyphens and underscores only')

export const zWhen = {
  /** From the start of the timeline or, with `after`, from that step; left out it is that very instant. */
  at: zMomentText
    .optional()
    .describe(
      'When: 10s, +2 days, start of next month … from the start of the timeline or, with after, from that step.',
    ),
  after: zStepId.optional().describe('The id of the step from which at counts.'),
}
