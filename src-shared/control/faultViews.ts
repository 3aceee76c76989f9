// Faults and deviations as the control API shows them.
import { z } from 'zod'
import { FAULTY_APIS, zFaultAct, zFaultMatch } from '../domain/fault'
import { zInstant } from '../domain/instant'

export const zFaultView = z.object({
  id: z.string(),
  match: zFaultMatch,
  act: zFaultAct.optional(),
  deviation: z.string().optional(),
  /** Bench instant. */
  addedAt: zInstant,
  /** Bench instant at which it ends by itself. */
  endsAt: zInstant.optional(),
  /** Requests that matched. */
  matched: z.int(),
  /** Those of them that it acted on: not those that skip, every, rate or a limit let pass. */
  hits: z.int(),
  /** Of a rate limit or quota: what passed in the period that began last. */
  period: z.object({ startedAt: zInstant, passed: z.int() }).optional(),
})
export type FaultView = z.infer<typeof zFaultView>

/** A row of the catalogue of ways in which a server can fail to conform. */
export const zDeviationView = z.object({
  name: z.string(),
  title: z.string(),
  api: z.enum(FAULTY_APIS),
  /** The kind of thing that is broken, by which the catalogue is ordered: `attributes`, `filters` … */
  group: z.string(),
  /** The part of the API's document that is broken. */
  breaks: z.string(),
  /** The suites that have to catch it; absent: every suite of its API. */
  suites: z.array(z.string()).optional(),
})
export type DeviationView = z.infer<typeof zDeviationView>
