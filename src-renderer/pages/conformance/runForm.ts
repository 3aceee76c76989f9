// The form that starts a run, and the request it stands for.
import type { OPERATIONS } from '#shared/control/contract'
import type { RequestOf } from '#shared/control/operation'

export interface RunForm {
  suite: string
  /** Empty: the bench's own server. */
  serverRoot: string
  token: string
  /** `Name: value`, one a line. */
  headers: string
  /** PEM certificates. */
  ca: string
  insecure: boolean
  strict: boolean
  stopOnFailure: boolean
  timeoutSeconds: number | undefined
}

/** Besides the form: whether to step through it, and the one case that is asked for. */
export interface RunChoice {
  readonly mode: 'run' | 'step'
  readonly caseId?: string
}

export type RunFormRequest = RequestOf<(typeof OPERATIONS)['startRun']>['body']

export function emptyRunForm(): RunForm {
  return {
    suite: '',
    serverRoot: '',
    token: '',
    headers: '',
    ca: '',
    insecure: false,
    strict: false,
    stopOnFailure: false,
    timeoutSeconds: undefined,
  }
}

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '')
const HEADER_LINE = /^\s*([^\s:]+)\s*:(.*)$/

/** The first line that is no header, to be told before anything is sent. */
export function brokenHeaderLine(headers: string): string | undefined {
  return linesOf(headers).find((line) => !HEADER_LINE.test(line))
}

function headersOf(text: string): Record<string, string> {
  return Object.fromEntries(
    linesOf(text).map((line) => {
      const [, name = '', value = ''] = HEADER_LINE.exec(line) ?? []
      return [name, value.trim()]
    }),
  )
}

/** Token, headers and certificates belong to a foreign target; the bench has its own for itself. */
function targetOf({ serverRoot, token, headers, ca, insecure }: RunForm): RunFormRequest['target'] {
  if (serverRoot.trim() === '') return undefined
  const parsed = headersOf(headers)
  return {
    serverRoot: serverRoot.trim(),
    ...(token.trim() !== '' && { token: token.trim() }),
    ...(Object.keys(parsed).length > 0 && { headers: parsed }),
    ...(ca.trim() !== '' && { ca }),
    ...(insecure && { insecure }),
  }
}

export function runRequestOf(form: RunForm, { mode, caseId }: RunChoice): RunFormRequest {
  const { suite, strict, stopOnFailure, timeoutSeconds } = form
  const target = targetOf(form)
  return {
    suite,
    mode,
    strict,
    stopOnFailure,
    ...(target && { target }),
    ...(caseId !== undefined && { cases: [caseId] }),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
  }
}
