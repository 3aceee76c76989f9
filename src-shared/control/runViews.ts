// Conformance runs over the control API: what can be asked for, and how a run is shown from its start to its report.
import { z } from 'zod'
import { zEditedRequest } from '../conformance/editedRequest'
import {
  zAuxiliaryExchange,
  zCaseResult,
  zRecordedRequest,
  zRunReport,
  zStepResult,
  zSummary,
} from '../conformance/runReport'
import { zTarget } from '../conformance/targetConfig'
import { zVerdict } from '../conformance/verdict'

const titled = { id: z.string(), title: z.string() }

/** What a suite is going to ask, before anything ran. */
export const zSuiteView = z.object({
  ...titled,
  version: z.string(),
  /** Whether something has to be registered at the target before. */
  wantsRegistration: z.boolean(),
  cases: z.array(z.object({ ...titled, steps: z.array(z.object(titled)) })),
})
export type SuiteView = z.infer<typeof zSuiteView>

const zRunMode = z.enum(['run', 'step'])

export const zRunRequest = z.strictObject({
  suite: z.string(),
  /** The bench itself when there is none. */
  target: zTarget.optional(),
  /** `step` waits before the first request. */
  mode: zRunMode.default('run'),
  /** Ids of cases: a subset, which makes the run partial. */
  cases: z.array(z.string()).min(1).optional(),
  /** Fail what is only tolerated. */
  strict: z.boolean().default(false),
  /** Also run the cases that may change what is registered on the target. */
  allowWrites: z.boolean().default(false),
  /** For each request. */
  timeoutSeconds: z.number().positive().max(600).default(10),
  /** A breakpoint: wait after every step that finds something: fail, error or inconclusive. */
  stopOnFailure: z.boolean().default(false),
  /** That what the suite wants is registered at the target; denied, and without a hook, every step is inconclusive. */
  registered: z.boolean().default(true),
  /** Who answers for this run, for its reports; the user of the bench's process when nobody is named. */
  ranBy: z.string().trim().min(1).max(200).optional(),
  /** Ids of cases to wait before. */
  breakpoints: z.array(z.string()).default([]),
})
export type RunRequest = z.infer<typeof zRunRequest>

export const zRunView = z.object({
  id: z.string(),
  suite: z.string(),
  serverRoot: z.string(),
  mode: zRunMode,
  /** `waiting`: for the user, who steps through it or whose breakpoint it has reached. */
  state: z.enum(['running', 'waiting', 'finished', 'cancelled']),
  startedAt: z.string(),
  strict: z.boolean(),
  /** Of a subset, or with a step sent again; once it has ended also when not everything was sent. */
  partial: z.boolean(),
  /** With a request that a tester changed. */
  edited: z.boolean().default(false),
  /** Ids of cases it waits before, as long as it has not ended. */
  breakpoints: z.array(z.string()).optional(),
  /** Whether it waits after every step that finds something, as long as it has not ended. */
  stopOnFailure: z.boolean().optional(),
  /** As it would be if the run ended now. */
  summary: zSummary,
  /** Once it has ended. */
  finishedAt: z.string().optional(),
  verdict: zVerdict.optional(),
  ranBy: z.string().optional(),
  /** Ids of the cases that failed or could not be judged. */
  failedCases: z.array(z.string()).optional(),
  /** As a user has named it. */
  name: z.string().optional(),
  /** Never dropped to make room. */
  pinned: z.boolean().optional(),
})
export type RunView = z.infer<typeof zRunView>

/** What a user says about a run that has ended; what is left out stays. */
export const zRunChange = z.strictObject({
  /** Null: none any more. */
  name: z.string().trim().min(1).max(120).nullable().optional(),
  pinned: z.boolean().optional(),
})
export type RunChange = z.infer<typeof zRunChange>

export const zNextStep = z.object({
  caseId: z.string(),
  stepId: z.string(),
  title: z.string(),
  /** As it is going to be sent; secrets read `***`. */
  request: zRecordedRequest,
})
export type NextStep = z.infer<typeof zNextStep>

export const zRunDetail = zRunView.extend({
  /** Every case of the suite with the steps that were judged, as it would be reported if the run ended now. */
  cases: z.array(zCaseResult),
  /** While it waits; not after the last step. */
  next: zNextStep.optional(),
  /** Tokens fetched and things registered so far. */
  auxiliary: z.array(zAuxiliaryExchange).optional(),
  /** Once it has ended. */
  report: zRunReport.optional(),
})
export type RunDetail = z.infer<typeof zRunDetail>

/** The answer to one step that was sent, and how the run stands after it. */
export const zSentStep = z.object({
  caseId: z.string(),
  step: zStepResult,
  run: zRunView,
  next: zNextStep.optional(),
})
export type SentStep = z.infer<typeof zSentStep>

/** The request as the suite has it, or as it is changed here: then the run is edited. */
export const zSendRequest = z.strictObject({ request: zEditedRequest.optional() }).optional()

/** A case that was sent before, from its first step; without one the step before. */
export const zRetryRequest = z.strictObject({ case: z.string().optional() }).optional()

export const zBreakpoints = z.strictObject({
  /** Ids of cases to wait before. */
  cases: z.array(z.string()),
  /** Wait after every step that finds something: fail, error or inconclusive; left out: as before. */
  onFailure: z.boolean().optional(),
})
export type Breakpoints = z.infer<typeof zBreakpoints>

export const zReportFormat = z.enum(['html', 'json', 'junit', 'har', 'bundle'])
export type ReportFormat = z.infer<typeof zReportFormat>

/** A report as a file to save. */
export const zRunExport = z.object({
  fileName: z.string(),
  mediaType: z.string(),
  /** What `text` is: the file itself, or its bytes in Base64 where it is not text (`bundle`). */
  encoding: z.enum(['utf8', 'base64']),
  text: z.string(),
})
export type RunExport = z.infer<typeof zRunExport>
