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
}

type RunRequest = RequestOf<(typeof OPERATIONS)['startRun']>['body']

function headersOf(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.includes(':'))
  return Object.fromEntries(lines.map((line) => line.split(/:(.*)/s).map((part) => part.trim()) as [string, string]))
}

/** Token and headers belong to a foreign target; the bench has its own for itself. */
export function runRequestOf({ suite, serverRoot, token, headers }: RunForm): RunRequest {
  if (serverRoot.trim() === '') return { suite }
  const parsed = headersOf(headers)
  return {
    suite,
    target: {
      serverRoot: serverRoot.trim(),
      ...(token.trim() === '' ? {} : { token: token.trim() }),
      ...(Object.keys(parsed).length === 0 ? {} : { headers: parsed }),
    },
  }
}
