// What a fault does to a request it meets. Acts that a caller makes up and deviations of the catalogue are both this.
import type { FaultAct, Limit } from '#shared/domain/fault'
import { sampleLatencyMs } from '#shared/domain/latency'
import type { NotificationFault } from '#shared/domain/notificationFault'
import { BenchError } from '#shared/errors/benchError'
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

/** @param url the request's, as it came. @param method of the request */
export type ReplyEdit = (reply: Reply, url: URL, method: string) => Reply

/** A refusal, and when it may be worth trying again. */
export interface Refusal {
  readonly error: InjectedError | BenchError
  readonly retryAfterSeconds?: number | undefined
}

/** Any of these; they take effect in this order. */
export interface Behaviour {
  /** Changes the reply on its way out, a refusal too. */
  readonly edit?: ReplyEdit
  /** Wall milliseconds to wait first. @param draw gives 0 ≤ n < 1 */
  readonly delayMs?: (draw: () => number) => number
  /** Makes it another request before the API's router reads it. */
  readonly rewrite?: (url: URL) => URL
  readonly reset?: boolean
  /** Lets so many requests pass untouched before it acts at all. */
  readonly limit?: Limit
  /** Made anew each time: errors carry a stack. @param waitMs until the period of its limit is over, if it has one */
  readonly refuse?: (waitMs?: number) => Refusal
  /** Acts on notifications, not on requests. */
  readonly notification?: NotificationFault
}

export function refusal(status: number, code: string, message: string, retryAfterSeconds?: number): Behaviour {
  return { refuse: () => ({ error: new InjectedError(status, code, message), retryAfterSeconds }) }
}

function limitation(limit: Limit, code: 'tooManyRequests' | 'quotaExceeded', message: string): Behaviour {
  return {
    limit,
    refuse: (waitMs) => ({
      error: new BenchError(code, message),
      retryAfterSeconds: waitMs === undefined ? undefined : Math.ceil(waitMs / 1000),
    }),
  }
}

export const TRUNCATION: Behaviour = { edit: (reply) => ({ ...reply, isCut: true }) }

const perPeriod = ({ periodSeconds }: Limit) =>
  periodSeconds === undefined ? 'in all' : `per ${periodSeconds} s of the bench clock`

export function behaviourOf(act: FaultAct): Behaviour {
  if ('delayMs' in act) return { delayMs: (draw) => sampleLatencyMs(act.delayMs, draw) }
  if ('reset' in act) return { reset: true }
  if ('truncate' in act) return TRUNCATION
  if ('rateLimit' in act) {
    const { rateLimit: limit } = act
    return limitation(limit, 'tooManyRequests', `A fault of the bench lets ${limit.requests} pass ${perPeriod(limit)}.`)
  }
  if ('quota' in act) {
    const { quota: limit } = act
    return limitation(limit, 'quotaExceeded', `A fault of the bench grants ${limit.requests} ${perPeriod(limit)}.`)
  }
  const message = act.message ?? 'A fault of the bench answers so; GET faults lists what is active.'
  return refusal(act.status, act.code, message, act.retryAfterSeconds)
}
