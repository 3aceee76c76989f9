// What a fault does to a request it meets. Acts that a caller makes up and deviations of the catalogue are both this.
import type { FaultAct, Latency } from '#shared/domain/fault'
import { InjectedError } from '#shared/errors/injectedError'

/** A reply before it is sent. */
export interface Reply {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The connection breaks off within the body, whose whole length is announced. */
  readonly isCut?: boolean
}

/** @param url the request's, as it came */
export type ReplyEdit = (reply: Reply, url: URL) => Reply

/** Any of these; they take effect in this order. */
export interface Behaviour {
  /** Changes the reply on its way out, a refusal too. */
  readonly edit?: ReplyEdit
  /** Wall milliseconds to wait first. @param draw gives 0 ≤ n < 1 */
  readonly delayMs?: (draw: () => number) => number
  /** Makes it another request before the API's router reads it. */
  readonly rewrite?: (url: URL) => URL
  readonly reset?: boolean
  /** Made anew each time: errors carry a stack. */
  readonly refuse?: () => InjectedError
}

function latency(delayMs: Latency): (draw: () => number) => number {
  if ('fixed' in delayMs) return () => delayMs.fixed
  const { from, to } = delayMs
  return (draw) => from + draw() * (to - from)
}

export function refusal(status: number, code: string, message: string): Behaviour {
  return { refuse: () => new InjectedError(status, code, message) }
}

export const TRUNCATION: Behaviour = { edit: (reply) => ({ ...reply, isCut: true }) }

export function behaviourOf(act: FaultAct): Behaviour {
  if ('delayMs' in act) return { delayMs: latency(act.delayMs) }
  if ('reset' in act) return { reset: true }
  if ('truncate' in act) return TRUNCATION
  return refusal(
    act.status,
    act.code,
    act.message ?? 'A fault of the bench answers so; GET faults lists what is active.',
  )
}
