import type { Attempt, Notification } from '#shared/domain/notification'
import { INBOX_SINK, type StoredSubscription } from '#shared/domain/subscription'
import { isForbiddenHost } from './forbiddenHosts'
import type { NotifierPorts } from './ports'
import { problemOf, resultOf, type AttemptResult, type Reply } from './reply'
import { retryAfterMs } from './retryAfter'
import type { SinkRequest } from './sinkRequest'
import type { SinkTransport } from './sinkTransport'

/** As much of a sink's reply as an attempt keeps; the journal has more. */
const REPLY_KEPT_CHARACTERS = 2 * 1024

/** Not to be tried again: it will not be allowed the next time either. */
const FORBIDDEN: AttemptResult = {
  outcome: 'refused',
  message: 'The sink is a link-local address or a metadata service; notifications never go there.',
}

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

type DeliveryPorts = Pick<NotifierPorts, 'clock' | 'wall' | 'ids' | 'journal' | 'inboxUrl' | 'trustOf'> & {
  readonly attemptTimeoutMs: number
}

/** The sink's reply, if one came, and what it means. */
interface Answer {
  readonly reply?: Reply
  readonly result: AttemptResult
}

function hostOf(sink: string): string {
  return new URL(sink).hostname.replace(/^\[|\]$/g, '')
}

/** What an attempt keeps of a reply. */
function keptOf({ status, headers, body }: Reply, wallNow: number) {
  const patienceMs = status >= 400 ? retryAfterMs(headers, wallNow) : undefined
  return {
    status,
    replyBody: body.slice(0, REPLY_KEPT_CHARACTERS),
    ...(patienceMs !== undefined && { retryAfterMs: patienceMs }),
  }
}

export function createDelivery(ports: DeliveryPorts): Delivery {
  const { clock, wall, ids, journal, attemptTimeoutMs, inboxUrl, trustOf } = ports
  let transport: Promise<SinkTransport> | undefined
  const underWay = new Set<AbortController>()

  function transportOnce(): Promise<SinkTransport> {
    transport ??= import('./sinkTransport').then(({ openSinkTransport }) => openSinkTransport(trustOf))
    return transport
  }

  /** What came of a POST: undefined when it was stopped from our side. */
  async function post(sink: string, message: SinkRequest, controller: AbortController): Promise<Answer | undefined> {
    if (isForbiddenHost(hostOf(sink))) return { result: FORBIDDEN }
    const to = await transportOnce()
    const cancelTimeout = wall.schedule(attemptTimeoutMs, () => controller.abort(TIMED_OUT))
    try {
      const reply = await to.post(sink, message, controller.signal)
      return { reply, result: resultOf(reply.status) }
    } catch (error) {
      if (error === STOPPED) return undefined
      const why = error === TIMED_OUT ? `The sink did not answer within ${attemptTimeoutMs} ms.` : problemOf(error)
      return { result: { outcome: 'failed', message: why } }
    } finally {
      cancelTimeout()
    }
  }

  async function attemptUnless(
    controller: AbortController,
    { event, sink: name, attempts }: Notification,
    subscription: StoredSubscription,
  ): Promise<Attempt | undefined> {
    const { clientId, sinkCredential } = subscription
    const sink = name === INBOX_SINK ? inboxUrl() : name
    const correlator = ids.uuid()
    const message = (await transportOnce()).requestOf(event, subscription, correlator)
    const at = clock.now()
    const startedMs = wall.elapsedMs()
    const answer = await post(sink, message, controller)
    if (answer === undefined) return undefined
    const { reply, result } = answer
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
      ...(reply && keptOf(reply, wall.now())),
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
