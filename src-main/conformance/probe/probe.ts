// Sends one real HTTP request at a time and records what went over the wire.
import type { RecordedRequest, RecordedResponse } from '#shared/conformance/runReport'
import type { WallClock } from '#shared/domain/clocks'
import { Agent, request, type Dispatcher } from 'undici'
import type { StepRequest } from '../suite'
import { bodyFailure, connectionFailure } from './failureWords'
import { redacted } from './redaction'
import type { Target } from './target'

/** More than any list of usage reports needs; what lies beyond is not read. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024

export interface ProbeRequest {
  readonly method: StepRequest['method']
  readonly url: string
  /** JSON text. */
  readonly body?: string
}

export type ProbeOutcome =
  | {
      readonly kind: 'answered'
      readonly response: RecordedResponse
      /** Why the body is not whole, in words. */
      readonly bodyProblem?: string
    }
  /** No status line came. */
  | { readonly kind: 'unanswered'; readonly message: string }
  /** Interrupted by the signal, which says nothing about the target. */
  | { readonly kind: 'cancelled' }

export interface Probe {
  /** What would be sent, secrets redacted. */
  preview(request: ProbeRequest): RecordedRequest
  send(request: ProbeRequest): Promise<ProbeOutcome>
  /** Ends every connection of the run. */
  close(): Promise<void>
}

export interface ProbePorts {
  readonly wall: WallClock
  readonly signal?: AbortSignal | undefined
}

type Interruption = 'timeout' | 'cancelled'

interface ReceivedBody {
  readonly text: string
  readonly problem?: string
}

function agentFor({ ca, insecure }: Target): Agent {
  return new Agent({
    // A connection for each request: a kept one that the target closes meanwhile would look like its fault.
    pipelining: 0,
    // The probe's own deadline covers the request as a whole.
    connect: { timeout: 0, rejectUnauthorized: insecure !== true, ...(ca !== undefined && { ca }) },
    headersTimeout: 0,
    bodyTimeout: 0,
  })
}

function headersFor({ token, headers = {} }: Target): Record<string, string> {
  const configured = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  return {
    accept: 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(Object.fromEntries(configured) as Record<string, string>),
  }
}

function flattened(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  )
  return Object.fromEntries(entries)
}

/** Keeps what came even when the rest does not. */
async function readBody(
  body: AsyncIterable<Buffer>,
  explain: (error: Error, receivedBytes: number) => string,
): Promise<ReceivedBody> {
  const chunks: Buffer[] = []
  let receivedBytes = 0
  const text = () => new TextDecoder().decode(Buffer.concat(chunks))
  try {
    for await (const chunk of body) {
      receivedBytes += chunk.length
      if (receivedBytes > MAX_BODY_BYTES) {
        return {
          text: text(),
          problem: `body too large: it goes on after ${MAX_BODY_BYTES} bytes, which is where reading stopped`,
        }
      }
      chunks.push(chunk)
    }
    return { text: text() }
  } catch (error) {
    return { text: text(), problem: explain(error as Error, receivedBytes) }
  }
}

/** @param options.timeoutMs for one request, from the first byte sent to the last received; redirects are not followed */
export function createProbe(target: Target, options: { timeoutMs: number }, { wall, signal }: ProbePorts): Probe {
  const agent = agentFor(target)
  const headersOf = ({ body }: ProbeRequest) => ({
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...headersFor(target),
  })
  const seconds = options.timeoutMs / 1000

  async function receive(
    response: Dispatcher.ResponseData,
    startedMs: number,
    interruption: () => Interruption | undefined,
  ) {
    const received = flattened(response.headers)
    const waitMs = wall.elapsedMs() - startedMs
    const { text, problem } = await readBody(response.body, (error, bytes) =>
      interruption() === 'timeout'
        ? `timeout: the body was not complete ${seconds} s after the request, ${bytes} bytes came`
        : bodyFailure(error, bytes, received),
    )
    const recorded: RecordedResponse = {
      status: response.statusCode,
      headers: redacted(received),
      body: text,
      durationMs: wall.elapsedMs() - startedMs,
      waitMs,
    }
    return { kind: 'answered' as const, response: recorded, ...(problem !== undefined && { bodyProblem: problem }) }
  }

  async function attempt(probeRequest: ProbeRequest, abort: AbortController): Promise<ProbeOutcome> {
    const { method, url, body = null } = probeRequest
    const interruption = () => abort.signal.reason as Interruption | undefined
    const startedMs = wall.elapsedMs()
    try {
      const response = await request(url, {
        dispatcher: agent,
        method,
        headers: headersOf(probeRequest),
        body,
        signal: abort.signal,
      })
      const outcome = await receive(response, startedMs, interruption)
      return interruption() === 'cancelled' ? { kind: 'cancelled' } : outcome
    } catch (error) {
      if (interruption() === 'cancelled') return { kind: 'cancelled' }
      if (interruption() === 'timeout') return { kind: 'unanswered', message: `timeout: no reply within ${seconds} s` }
      return { kind: 'unanswered', message: connectionFailure(error as Error, url) }
    }
  }

  return {
    preview: (probeRequest) => ({
      method: probeRequest.method,
      url: probeRequest.url,
      headers: redacted(headersOf(probeRequest), Object.keys(target.headers ?? {})),
      body: probeRequest.body ?? null,
    }),
    async send(probeRequest) {
      if (signal?.aborted) return { kind: 'cancelled' }
      const abort = new AbortController()
      const interrupt = (why: Interruption) => () => abort.abort(why)
      const onCancel = interrupt('cancelled')
      signal?.addEventListener('abort', onCancel, { once: true })
      const cancelTimer = wall.schedule(options.timeoutMs, interrupt('timeout'))
      try {
        return await attempt(probeRequest, abort)
      } finally {
        cancelTimer()
        signal?.removeEventListener('abort', onCancel)
      }
    },
    close: () => agent.destroy(),
  }
}
