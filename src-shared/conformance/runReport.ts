// The report of a conformance run: what every reporter is given and what the JSON reporter writes (outside contract).
import { z } from 'zod'
import { zCheckVerdict, zVerdict } from './verdict'

/** A reading of the documents that a verdict relies on, by its number in the README's table of readings. */
export const zNote = z.object({ reading: z.string(), text: z.string() })
export type Note = z.infer<typeof zNote>

export const zCheckResult = z.object({
  /** Stable within the suite, e.g. `bucketCounter.value`. */
  id: z.string(),
  /** The row, section or case of the document that demands it. */
  clause: z.string(),
  verdict: zCheckVerdict,
  /** JSON path into the response body, `$[0].bucket[0].id`. */
  path: z.string().optional(),
  expected: z.unknown().optional(),
  actual: z.unknown().optional(),
  message: z.string(),
  notes: z.array(zNote),
})
export type CheckResult = z.infer<typeof zCheckResult>

export const zRecordedRequest = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
})
export type RecordedRequest = z.infer<typeof zRecordedRequest>

export const zRecordedResponse = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  /** As received, decoded as UTF-8. */
  body: z.string(),
  durationMs: z.number(),
  /** Of the duration, what passed until the status line and the headers were there. */
  waitMs: z.number().optional(),
})
export type RecordedResponse = z.infer<typeof zRecordedResponse>

export const zStepResult = z.object({
  id: z.string(),
  title: z.string(),
  verdict: zVerdict,
  /** Wall instant at which the request was sent, ISO 8601. */
  sentAt: z.string().optional(),
  request: zRecordedRequest,
  response: zRecordedResponse.nullable(),
  checks: z.array(zCheckResult),
  /** The request is not the suite's: a tester has changed it. */
  edited: z.literal(true).optional(),
})
export type StepResult = z.infer<typeof zStepResult>

export const zCaseResult = z.object({
  id: z.string(),
  title: z.string(),
  verdict: zVerdict,
  steps: z.array(zStepResult),
})
export type CaseResult = z.infer<typeof zCaseResult>

export const zSummary = z.object({
  passed: z.int(),
  failed: z.int(),
  inconclusive: z.int(),
  errors: z.int(),
  notRun: z.int(),
  /** Cases in which nothing decides; absent where there is none. */
  notSupported: z.int().optional(),
  observations: z.int().optional(),
})

/** An exchange that is needed and not judged: a token fetched, something registered, a *Given* brought about, a target tried out. */
export const zAuxiliaryExchange = z.object({
  kind: z.enum(['token', 'registration', 'given', 'connection']),
  title: z.string(),
  /** Wall instant, ISO 8601. */
  at: z.string(),
  /** Secrets read `***`, in the bodies too. */
  request: zRecordedRequest,
  response: zRecordedResponse.nullable(),
  /** Why it was of no use. */
  problem: z.string().optional(),
})
export type AuxiliaryExchange = z.infer<typeof zAuxiliaryExchange>

export const zRunReport = z.object({
  suite: z.string(),
  suiteVersion: z.string(),
  tool: z.object({ name: z.string(), version: z.string() }),
  target: z.object({ serverRoot: z.string() }),
  /** Who ran it, as that person or the operating system gives the name. */
  ranBy: z.string().optional(),
  startedAt: z.string(),
  finishedAt: z.string(),
  benchClock: z.string().optional(),
  verdict: zVerdict,
  strict: z.boolean(),
  partial: z.boolean(),
  edited: z.boolean(),
  summary: zSummary,
  cases: z.array(zCaseResult),
  /** In their order; absent where there was none. */
  auxiliary: z.array(zAuxiliaryExchange).optional(),
})
export type RunReport = z.infer<typeof zRunReport>

/** Counts cases by verdict; the keys are the contract's. */
export function summarise(cases: readonly Pick<CaseResult, 'verdict'>[]): z.infer<typeof zSummary> {
  const count = (verdict: CaseResult['verdict']) => cases.filter((one) => one.verdict === verdict).length
  const [notSupported, observations] = [count('notSupported'), count('observation')]
  return {
    passed: count('pass'),
    failed: count('fail'),
    inconclusive: count('inconclusive'),
    errors: count('error'),
    notRun: count('notRun'),
    ...(notSupported > 0 && { notSupported }),
    ...(observations > 0 && { observations }),
  }
}
