import { z } from 'zod'

const zMonth = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'is not a month such as 2026-11')

export const zPreparationQuery = z.object({
  /** In UTC; left out: the present one. */
  month: zMonth.optional(),
})

/** What has to be registered at a target before a suite is run against it. */
export const zSuitePreparation = z.object({
  suite: z.string(),
  title: z.string(),
  /** `2026-11`, in UTC: the month of every date. */
  month: z.string(),
  /** The section of the document that asks for it. */
  clause: z.string(),
  instruction: z.string(),
  columns: z.array(z.object({ key: z.string(), label: z.string(), numeric: z.boolean().default(false) })),
  /** For people: one row for each thing to enter, by the keys of the columns. */
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
  /** The same for programs, as the API would answer it. */
  resources: z.array(z.record(z.string(), z.unknown())),
})
export type SuitePreparation = z.infer<typeof zSuitePreparation>
