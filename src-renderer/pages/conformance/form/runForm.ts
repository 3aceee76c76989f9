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

/** Besides the form: whether to step through it, and the one case that is asked for, of whatever suite. */
export interface RunChoice {
  readonly mode: 'run' | 'step'
  readonly one?: { readonly suite: string; readonly caseId: string }
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

/** What is registered for one suite, and where to wait in it, says nothing of another. */
function formFor(form: RunForm, suite: string): RunForm {
  return suite === form.suite ? form : { ...form, suite, registered: false, breakpoints: [] }
}

export function runRequestOf(filled: RunForm, { mode, one }: RunChoice): RunFormRequest {
  const form = formFor(filled, one?.suite ?? filled.suite)
  const { strict, allowWrites, stopOnFailure, ranBy, breakpoints } = form
  return {
    ...addressed(form),
    mode,
    strict,
    allowWrites,
    stopOnFailure,
    ...(form.isForeign && { registered: form.registered }),
    ...(one && { cases: [one.caseId] }),
    ...(breakpoints.length > 0 && { breakpoints }),
    ...(ranBy.trim() !== '' && { ranBy: ranBy.trim() }),
  }
}

export function trialRequestOf(form: RunForm, what: TrialFormRequest['what']): TrialFormRequest {
  return { ...addressed(form), what }
}
