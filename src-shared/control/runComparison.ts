// Two runs of a suite side by side: which verdicts changed, and what changed in the answers.
import { z } from 'zod'
import { zRunReport } from '../conformance/runReport'
import { zCheckVerdict, zVerdict } from '../conformance/verdict'

/** Left out on a side where there is nothing. */
const changeOf = <T extends z.ZodType>(value: T) => z.object({ before: value.optional(), after: value.optional() })

const zComparedRun = zRunReport.omit({ cases: true, auxiliary: true }).extend({
  /** Of the history; a report in a file has neither. */
  id: z.string().optional(),
  name: z.string().optional(),
})

/** Each `message` is one place that is wrong, or what is right. */
const zCheckSide = z.object({ verdict: zCheckVerdict, messages: z.array(z.string()) })

export const zCheckChange = changeOf(zCheckSide).extend({
  id: z.string(),
  clause: z.string(),
  verdictChanged: z.boolean(),
})
export type CheckChange = z.infer<typeof zCheckChange>

/** `moved`: the same items in another order. `instant`: another time of day, as a later run has of itself. */
export const zBodyChange = changeOf(z.unknown()).extend({
  /** JSON path; items of a list are told apart by their `id` where each has one. */
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed', 'moved', 'instant']),
})
export type BodyChange = z.infer<typeof zBodyChange>

export const zAnswerChange = z.object({
  /** Null: no reply came. */
  status: changeOf(z.int().nullable()).optional(),
  headers: z.array(changeOf(z.string()).extend({ name: z.string() })),
  body: z.array(zBodyChange),
  /** How many more changes the bodies have than are listed. */
  moreInBody: z.int(),
})
export type AnswerChange = z.infer<typeof zAnswerChange>

/** Whether more is different than times of day. */
export function saysOtherwise({ status, headers, body, moreInBody }: AnswerChange): boolean {
  return status !== undefined || headers.length > 0 || moreInBody > 0 || body.some(({ kind }) => kind !== 'instant')
}

export const zStepComparison = z.object({
  id: z.string(),
  title: z.string(),
  verdicts: changeOf(zVerdict),
  /** Where another request was sent: method and URL. */
  request: changeOf(z.string()).optional(),
  checks: z.array(zCheckChange),
  answer: zAnswerChange.optional(),
})
export type StepComparison = z.infer<typeof zStepComparison>

export const zCaseComparison = z.object({
  id: z.string(),
  title: z.string(),
  verdicts: changeOf(zVerdict),
  /** Of the case itself, a step or a check. */
  verdictChanged: z.boolean(),
  /** In more than times of day. */
  answerChanged: z.boolean(),
  steps: z.array(zStepComparison),
})
export type CaseComparison = z.infer<typeof zCaseComparison>

export const zRunComparison = z.object({
  before: zComparedRun,
  after: zComparedRun,
  /** Why the two can be compared only with care, each a sentence. */
  remarks: z.array(z.string()),
  /** Of the run, a case, a step or a check. */
  verdictChanged: z.boolean(),
  cases: z.array(zCaseComparison),
})
export type RunComparison = z.infer<typeof zRunComparison>
