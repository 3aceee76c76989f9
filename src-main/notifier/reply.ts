import type { Attempt } from '#shared/domain/notification'
import { endingByReply } from './endings'

export interface Reply {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
}

export type AttemptResult = Pick<Attempt, 'outcome' | 'message'>

/** What a status line of the sink means: `refused` is final, `failed` is tried again. */
export function resultOf(status: number): AttemptResult {
  if (status === 204) return { outcome: 'delivered' }
  if (status >= 200 && status < 300) {
    return { outcome: 'delivered', message: `The sink answered ${status}; the specification asks for 204.` }
  }
  if (status >= 300 && status < 400) {
    return { outcome: 'refused', message: `The sink answered ${status}; redirects are not followed.` }
  }
  if (endingByReply(status)) {
    return { outcome: 'refused', message: `The sink answered ${status}, which ends the subscription.` }
  }
  return { outcome: 'failed', message: `The sink answered ${status}.` }
}

/** Why no status line came, in words, with the code people search for. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return `The sink could not be reached: ${String(error)}`
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  return `The sink could not be reached: ${error.message || error.name}${code}`
}
