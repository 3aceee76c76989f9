import { Agent } from 'undici'
import type { Attempt, Notification } from '#shared/domain/notification'
import type { StoredSubscription } from '#shared/domain/subscription'
import type { NotifierPorts } from './ports'
import { resultOf, type AttemptResult } from './reply'
import { postToSink, problemOf, type Reply } from './sinkPost'
import { sinkRequestOf, type SinkRequest } from './sinkRequest'

/** As much of a sink's reply as an attempt keeps; the journal has more. */
const REPLY_KEPT_CHARACTERS = 2 * 1024

/** Why an attempt was ended from our side. */
const TIMED_OUT = Symbol('timed out')
const STOPPED = Symbol('stopped')

export interface Delivery {
  /** Makes one attempt. @returns undefined when it was aborted: nothing is known of it, so it is to be made again. */
  attempt(notification: Notification, subscription: StoredSubscription): Promise<Attempt | undefined>
  /** Aborts every attempt under way. */
  abort(): void
  /** Aborts, and closes every socket. */
  close(): Promise<void>
}

type DeliveryPorts = Pick<NotifierPorts, 'clock' | 'wall' | 'ids' | 'journal'> & { readonly attemptTimeoutMs: number }

export function createDelivery({ clock, wall, ids, journal, attemptTimeoutMs }: DeliveryPorts): Delivery {
  // The timeout of an attempt is ours, on the wall clock, so undici's own are off.
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 0 } })
  const underWay = new Set<AbortController>()

  /** Resolves to the sink's reply, to what went wrong in words, or to undefined when it was stopped. */
  async function post(sink: string, message: SinkRequest): Promise<Reply | string | undefined> {
    const controller = new AbortController()
    underWay.add(controller)
    const cancelTimeout = wall.schedule(attemptTimeoutMs, () => controller.abort(TIMED_OUT))
    try {
      return await postToSink(agent, sink, message, controller.signal)
    } catch (error) {
      if (error === STOPPED) return undefined
      return error === TIMED_OUT ? `The sink did not answer within ${attemptTimeoutMs} ms.` : problemOf(error)
    } finally {
      cancelTimeout()
      underWay.delete(controller)
    }
  }

  async function attempt(notification: Notification, subscription: StoredSubscription): Promise<Attempt | undefined> {
    const { sink, attempts } = notification
    const correlator = ids.uuid()
    const message = sinkRequestOf(notification, subscription, correlator)
    const at = clock.now()
    const startedMs = wall.elapsedMs()
    const answer = await post(sink, message)
    if (answer === undefined) return undefined
    const reply = typeof answer === 'string' ? undefined : answer
    const result: AttemptResult =
      typeof answer === 'string' ? { outcome: 'failed', message: answer } : resultOf(answer.status)
    const durationMs = wall.elapsedMs() - startedMs
    journal.record({
      at,
      api: 'sink',
      method: 'POST',
      url: sink,
      durationMs,
      clientId: subscription.clientId,
      requestHeaders: message.headers,
      requestBody: message.body,
      responseHeaders: reply?.headers ?? {},
      ...(reply && { status: reply.status, responseBody: reply.body }),
    })
    return {
      number: attempts.length + 1,
      at,
      durationMs,
      correlator,
      ...result,
      ...(reply && { status: reply.status, replyBody: reply.body.slice(0, REPLY_KEPT_CHARACTERS) }),
    }
  }

  function abort(): void {
    for (const controller of underWay) controller.abort(STOPPED)
  }

  return {
    attempt,
    abort,
    async close() {
      abort()
      await agent.destroy()
    },
  }
}
