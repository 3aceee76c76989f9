import type { Cancel } from '#shared/domain/clocks'
import type { Attempt, Notification, SinkRequest } from '#shared/domain/notification'
import type { NotificationFault } from '#shared/domain/notificationFault'
import { withoutSecretHeaders } from '#shared/domain/secretNames'
import { INBOX_SINK, type StoredSubscription } from '#shared/domain/subscription'
import type { NotifierPorts } from './ports'
import { problemOf, resultOf, type AttemptResult, type Reply } from './reply'
import { retryAfterMs } from './retryAfter'
import { sinkAddressOf } from './sinkAddress'
import type { SinkPost } from './sinkPost'
import type { SinkTransport } from './sinkTransport'

/** As much of a sink's reply as an attempt keeps; the journal has more. */
const REPLY_KEPT_CHARACTERS = 2 * 1024

/** Not to be tried again: it will not be allowed the next time either. */
const FORBIDDEN: AttemptResult = {
  outcome: 'refused',
  message: 'The sink is a link-local address or a metadata service; notifications never go there.',
}

const DROPPED: AttemptResult = { outcome: 'dropped', message: 'A deviation kept it from being sent.' }

/** What is asked to prepare is answered first: loading holds up everything for a tenth of a second. */
const PREPARE_AFTER_MS = 250

/** Why an attempt was ended from our side. */
const TIMED_OUT = Symbol('timed out')
const STOPPED = Symbol('stopped')

export interface Delivery {
  /**
   * Makes one attempt; one that cannot be made has failed, so this never rejects.
   * @returns undefined when it was aborted: nothing is known of it, so it is to be made again
   */
  attempt(notification: Notification, subscription: StoredSubscription): Promise<Attempt | undefined>
  /** Loads what an attempt needs, so that the first one is not late by that. */
  prepare(): void
  /** Aborts every attempt under way. */
  abort(): void
  /** Aborts, and closes every socket. */
  close(): Promise<void>
}

type DeliveryPorts = Pick<NotifierPorts, 'clock' | 'wall' | 'ids' | 'journal' | 'inboxUrl' | 'trustOf' | 'faults'> & {
  readonly attemptTimeoutMs: number
}

/** The sink's reply, if one came, and what it means. */
interface Answer {
  readonly reply?: Reply
  readonly result: AttemptResult
}

function editedBy(faults: readonly NotificationFault[], promised: SinkRequest, number: number): SinkRequest {
  return faults.reduce((request, { request: edit }) => edit?.(request, number) ?? request, promised)
}

/** The sink's token is a secret, and so is what its client sends along; a token that a deviation made up is not. */
function shownHeaders({ headers }: SinkRequest, accessToken: string | undefined): Record<string, string> {
  const shown = withoutSecretHeaders(headers)
  const { authorization } = headers
  if (authorization !== undefined && authorization !== `Bearer ${accessToken}`) shown['authorization'] = authorization
  return shown
}

/** Who refuses what went wrong on purpose is right: no harm comes of it, and the notification is tried again. */
function ofEdited({ outcome, message }: AttemptResult): AttemptResult {
  if (outcome !== 'refused')
    return { outcome, message: [message, 'A deviation changed the request.'].filter(Boolean).join(' ') }
  return { outcome: 'failed', message: 'The sink refused what a deviation had changed; it is tried again.' }
}

/** A deviation, or something of ours, could not make of it what is sent. */
function failedBy(error: unknown): AttemptResult {
  const why = error instanceof Error ? error.message : String(error)
  return { outcome: 'failed', message: `The notification could not be sent: ${why}` }
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
  let cancelPreparing: Cancel | undefined
  const underWay = new Set<SinkPost>()
  let abortCount = 0

  function transportOnce(): Promise<SinkTransport> {
    transport ??= import('./sinkTransport').then(({ openSinkTransport }) =>
      openSinkTransport(trustOf, attemptTimeoutMs),
    )
    return transport
  }

  /** What came of a POST: undefined when it was stopped from our side. */
  async function post(to: SinkTransport, sink: string, message: SinkRequest): Promise<Answer | undefined> {
    const address = sinkAddressOf(sink)
    if (address.isForbidden) return { result: FORBIDDEN }
    const posting = to.post(address, message)
    underWay.add(posting)
    const cancelTimeout = wall.schedule(attemptTimeoutMs, () => posting.stop(TIMED_OUT))
    try {
      const reply = await posting.reply
      return { reply, result: resultOf(reply.status) }
    } catch (error) {
      if (error === STOPPED) return undefined
      const why = error === TIMED_OUT ? `The sink did not answer within ${attemptTimeoutMs} ms.` : problemOf(error)
      return { result: { outcome: 'failed', message: why } }
    } finally {
      cancelTimeout()
      underWay.delete(posting)
    }
  }

  async function attempt(notification: Notification, subscription: StoredSubscription): Promise<Attempt | undefined> {
    const { clientId, sinkCredential } = subscription
    const { event, sink: name, attempts } = notification
    const number = attempts.length + 1
    const correlator = ids.uuid()
    const abortedBefore = abortCount
    try {
      const sink = name === INBOX_SINK ? inboxUrl() : name
      const faults = ports.faults?.notificationFaults(notification.deviations ?? []) ?? []
      const to = await transportOnce()
      if (abortCount !== abortedBefore) return undefined
      const promised = to.requestOf(event, subscription, correlator)
      const message = editedBy(faults, promised, number)
      const made = {
        number,
        at: clock.now(),
        correlator,
        requestHeaders: shownHeaders(message, sinkCredential?.accessToken),
      }
      if (number === 1 && faults.some(({ isDropped }) => isDropped)) return { ...made, durationMs: 0, ...DROPPED }
      const startedMs = wall.elapsedMs()
      const answer = await post(to, sink, message)
      if (answer === undefined) return undefined
      const { reply, result } = answer
      const durationMs = wall.elapsedMs() - startedMs
      journal.record({
        at: made.at,
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
        ...made,
        durationMs,
        ...(message === promised ? result : ofEdited(result)),
        ...(reply && keptOf(reply, wall.now())),
      }
    } catch (error) {
      return { number, at: clock.now(), correlator, requestHeaders: {}, durationMs: 0, ...failedBy(error) }
    }
  }

  function prepare(): void {
    cancelPreparing ??= wall.schedule(PREPARE_AFTER_MS, () => void transportOnce())
  }

  function abort(): void {
    abortCount += 1
    for (const posting of underWay) posting.stop(STOPPED)
  }

  return {
    attempt,
    prepare,
    abort,
    async close() {
      cancelPreparing?.()
      abort()
      await (await transport)?.close()
    },
  }
}
