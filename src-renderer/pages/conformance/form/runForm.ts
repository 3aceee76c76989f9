// The form that starts a run, and the requests it stands for.
import type { OPERATIONS } from '#shared/control/contract'
import type { RequestOf } from '#shared/control/operation'
import { emptyTargetForm, targetOf, type TargetForm } from './targetForm'

export interface RunForm extends TargetForm {
  suite: string
  /** Another server than this bench. */
  isForeign: boolean
  /** The tester says that the reports are registered at the other server. */
  registered: boolean
  strict: boolean
  allowWrites: boolean
  stopOnFailure: boolean
  timeoutSeconds: number | undefined
  /** Empty: the user of the bench's process. */
  ranBy: string
  /** Ids of cases to wait before. */
  breakpoints: string[]
}

/** Besides the form: whether to step through it, and the one case that is asked for. */
export interface RunChoice {
  readonly mode: 'run' | 'step'
  readonly caseId?: string
}

export type RunFormRequest = RequestOf<(typeof OPERATIONS)['startRun']>['body']
export type TrialFormRequest = RequestOf<(typeof OPERATIONS)['startTrial']>['body']

export function emptyRunForm(): RunForm {
  return {
    ...emptyTargetForm(),
    suite: '',
    isForeign: false,
    registered: false,
    strict: false,
    allowWrites: false,
    stopOnFailure: false,
    timeoutSeconds: undefined,
    ranBy: '',
    breakpoints: [],
  }
}

/** What both begin with. The bench itself has its own token, certificates and reports. */
function addressed({ suite, timeoutSeconds, ...form }: RunForm) {
  return {
    suite,
    ...(form.isForeign && { target: targetOf(form) }),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
  }
}

export function runRequestOf(form: RunForm, { mode, caseId }: RunChoice): RunFormRequest {
  const { strict, allowWrites, stopOnFailure, ranBy, breakpoints } = form
  return {
    ...addressed(form),
    mode,
    strict,
    allowWrites,
    stopOnFailure,
    ...(form.isForeign && { registered: form.registered }),
    ...(caseId !== undefined && { cases: [caseId] }),
    ...(breakpoints.length > 0 && { breakpoints }),
    ...(ranBy.trim() !== '' && { ranBy: ranBy.trim() }),
  }
}

export function trialRequestOf(form: RunForm, what: TrialFormRequest['what']): TrialFormRequest {
  return { ...addressed(form), what }
}
