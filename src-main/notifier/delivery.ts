import type { Attempt, Notification } from '#shared/domain/notification'
import { INBOX_SINK, type StoredSubscription } from '#shared/domain/subscription'
import type { NotifierPorts } from './ports'
import { problemOf, resultOf, type AttemptResult, type Reply } from './reply'
import type { SinkRequest } from './sinkRequest'
import type { SinkTransport } from './sinkTransport'

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

type DeliveryPorts = Pick<NotifierPorts, 'clock' | 'wall' | 'ids' | 'journal' | 'inboxUrl'> & {
  readonly attemptTimeoutMs: number
}

export function createDelivery({ clock, wall, ids, journal, attemptTimeoutMs, inboxUrl }: DeliveryPorts): Delivery {
  let transport: Promise<SinkTransport> | undefined
  const underWay = new Set<AbortController>()

  function transportOnce(): Promise<SinkTransport> {
    transport ??= import('./sinkTransport').then(({ openSinkTransport }) => openSinkTransport())
    return transport
  }

  /** Resolves to the sink's reply, to what went wrong in words, or to undefined when it was stopped. */
  async function post(
    to: SinkTransport,
    sink: string,
    message: SinkRequest,
    controller: AbortController,
  ): Promise<Reply | string | undefined> {
    const cancelTimeout = wall.schedule(attemptTimeoutMs, () => controller.abort(TIMED_OUT))
    try {
      return await to.post(sink, message, controller.signal)
    } catch (error) {
      if (error === STOPPED) return undefined
      return error === TIMED_OUT ? `The sink did not answer within ${attemptTimeoutMs} ms.` : problemOf(error)
    } finally {
      cancelTimeout()
    }
  }

  async function attemptUnless(
    controller: AbortController,
    { event, sink: name, attempts }: Notification,
    { clientId, sinkCredential }: StoredSubscription,
  ): Promise<Attempt | undefined> {
    const to = await transportOnce()
    const sink = name === INBOX_SINK ? inboxUrl() : name
    const correlator = ids.uuid()
    const message = to.requestOf(event, sinkCredential, correlator)
    const at = clock.now()
    const startedMs = wall.elapsedMs()
    const answer = await post(to, sink, message, controller)
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
      clientId,
      requestHeaders: message.headers,
      requestBody: message.body,
      responseHeaders: reply?.headers ?? {},
      ...(reply && { status: reply.status, responseBody: reply.body }),
    })
    return {
      number: attempts.length + 1,
      at,
      requestHeaders: { ...message.headers, ...(sinkCredential && { authorization: '***' }) },
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
    async attempt(notification, subscription) {
      const controller = new AbortController()
      underWay.add(controller)
      try {
        return await attemptUnless(controller, notification, subscription)
      } finally {
        underWay.delete(controller)
      }
    },
    abort,
    async close() {
      abort()
      await (await transport)?.close()
    },
  }
}
