// What the runner does at the target besides the requests it judges: over HTTP, like everybody.
import type { Target } from '#shared/conformance/targetConfig'
import { createControlClient, type ControlClient } from '#shared/control/client'
import { parsedJson } from '../../json'
import { outcomeProblem, type AuxiliaryExchanges } from '../../probe/auxiliaryExchanges'
import type { ProbeRequest } from '../../probe/probe'
import { Unmet } from './unmet'

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below the server root. */
  readonly path: string
  readonly authorization: string | undefined
  readonly body?: unknown
}

export interface Answer {
  readonly status: number
  /** Undefined where it is not JSON. */
  readonly body: unknown
}

export interface Hands {
  /** @throws Unmet when no reply comes */
  call(title: string, call: Call): Promise<Answer>
  /** Of the bench that is the target; absent for a foreign target. */
  readonly bench: ControlClient | undefined
}

export function createHands({ serverRoot, headers = {}, bench }: Target, exchanges: AuxiliaryExchanges): Hands {
  async function send(title: string, request: ProbeRequest): Promise<{ status: number; text: string }> {
    const sent = await exchanges.send({ kind: 'given', title }, request, outcomeProblem)
    if (sent === undefined) throw new Unmet('the run was cancelled')
    if (sent.outcome.kind === 'unanswered') throw new Unmet(`${title} was not answered: ${sent.outcome.message}`)
    return { status: sent.outcome.response.status, text: sent.outcome.response.body }
  }

  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

  return {
    async call(title, { method, path, authorization, body }) {
      const { status, text } = await send(title, {
        method,
        url: `${serverRoot}${path}`,
        headers: {
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...own,
          ...(authorization !== undefined && { authorization }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      })
      return { status, body: parsedJson(text) }
    },
    bench:
      bench &&
      createControlClient({
        baseUrl: bench.controlUrl,
        token: bench.controlToken,
        async fetch(url, { method, headers: sent, body = null }) {
          const request = { method: method as Call['method'], url, headers: sent, body }
          const { status, text } = await send(`control API: ${method} ${new URL(url).pathname}`, request)
          return { status, text: () => Promise.resolve(text) }
        },
      }),
  }
}
