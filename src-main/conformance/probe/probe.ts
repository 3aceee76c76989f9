// Sends one real HTTP request at a time and records what went over the wire.
import type { RecordedResponse } from '#shared/conformance/runReport'
import type { Target } from '#shared/conformance/targetConfig'
import type { WallClock } from '#shared/domain/clocks'
import { request, type Dispatcher } from 'undici'
import { openConnection } from './connection'
import { bodyFailure, connectionFailure } from './failureWords'
import { readBody } from './readBody'

export interface ProbeRequest {
  readonly method: Dispatcher.HttpMethod
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export type ProbeOutcome =
  | {
      readonly kind: 'answered'
      /** As it came, secrets and all: it is judged so, and redacted where it is kept. */
      readonly response: RecordedResponse
      /** Why the body is not whole, in words. */
      readonly bodyProblem?: string
    }
  /** No status line came. */
  | { readonly kind: 'unanswered'; readonly message: string }
  /** Interrupted by the signal, which says nothing about the target. */
  | { readonly kind: 'cancelled' }

export interface Probe {
  send(request: ProbeRequest): Promise<ProbeOutcome>
  /** Ends every connection of the run. */
  close(): Promise<void>
}

export interface ProbePorts {
  readonly wall: WallClock
  readonly signal?: AbortSignal | undefined
}

interface ProbeOptions {
  readonly timeoutMs: number
  readonly isUndisturbed?: boolean
}

type Interruption = 'timeout' | 'cancelled'

function flattened(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  )
  return Object.fromEntries(entries)
}

/** The client heeds a signal only once it is connected. */
function rejectionOn(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('interrupted')), { once: true })
  })
}

/** @param options.timeoutMs for one request, from the first byte sent to the last received; redirects are not followed */
export function createProbe(target: Target, options: ProbeOptions, { wall, signal }: ProbePorts): Probe {
  const { dispatcher, close } = openConnection(target, options.timeoutMs, options.isUndisturbed)
  const seconds = options.timeoutMs / 1000

  async function receive(
    response: Dispatcher.ResponseData,
    startedMs: number,
    interruption: () => Interruption | undefined,
  ) {
    const headers = flattened(response.headers)
    const waitMs = wall.elapsedMs() - startedMs
    const { text, problem } = await readBody(response.body, headers['content-encoding'] ?? '', (error, bytes) =>
      interruption() === 'timeout'
        ? `timeout: the body was not complete ${seconds} s after the request, ${bytes} bytes came`
        : bodyFailure(error, bytes, headers),
    )
    const recorded: RecordedResponse = {
      status: response.statusCode,
      headers,
      body: text,
      durationMs: wall.elapsedMs() - startedMs,
      waitMs,
    }
    return { kind: 'answered' as const, response: recorded, ...(problem !== undefined && { bodyProblem: problem }) }
  }

  async function attempt({ url, ...rest }: ProbeRequest, abort: AbortController): Promise<ProbeOutcome> {
    const interruption = () => abort.signal.reason as Interruption | undefined
    const startedMs = wall.elapsedMs()
    try {
      const asked = request(url, { dispatcher, ...rest, signal: abort.signal })
      const response = await Promise.race([asked, rejectionOn(abort.signal)])
      const outcome = await receive(response, startedMs, interruption)
      return interruption() === 'cancelled' ? { kind: 'cancelled' } : outcome
    } catch (error) {
      if (interruption() === 'cancelled') return { kind: 'cancelled' }
      if (interruption() === 'timeout') return { kind: 'unanswered', message: `timeout: no reply within ${seconds} s` }
      return { kind: 'unanswered', message: connectionFailure(error as Error, url, target.proxy) }
    }
  }

  return {
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
    close,
  }
}
