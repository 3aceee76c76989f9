// The app that a scenario plays: it calls the bench's own APIs over HTTP, with tokens of the bench's own issuer.
import type { ScenarioRequest } from '#shared/domain/scenario/request'
import { BenchError } from '#shared/errors/benchError'
import type { Agent } from 'undici'
import type { Issuer } from '../../simulator/oauth/issuer'

/** The clock stands while a reply is waited for, so nobody waits for ever. */
const LONGEST_REPLY_MS = 30_000
const UNAUTHENTICATED = 401

export interface AppPorts {
  readonly clock: { now(): number }
  readonly issuer: Pick<Issuer, 'mint'>
  readonly serverRoot: () => string
  /** PEM; what the simulated APIs show when they are https. */
  readonly certificate?: string | undefined
  readonly phoneNumberOf: (deviceId: string) => string | undefined
}

export interface ScenarioApp {
  /** Whatever is answered, or not, is for the journal; @throws BenchError when no token can be had */
  send(request: ScenarioRequest): Promise<void>
  forgetTokens(): void
  close(): Promise<void>
}

interface KeptToken {
  readonly accessToken: string
  readonly expiresAt: number
}

export function createScenarioApp({ clock, issuer, serverRoot, certificate, phoneNumberOf }: AppPorts): ScenarioApp {
  const kept = new Map<string, KeptToken>()
  let agent: Agent | undefined

  /** Loaded with the first request that a scenario sends: the client is large, and a start waits for nothing. */
  async function client() {
    const { Agent, request } = await import('undici')
    agent ??= new Agent({
      ...{ headersTimeout: LONGEST_REPLY_MS, bodyTimeout: LONGEST_REPLY_MS },
      ...(certificate !== undefined && { connect: { ca: certificate } }),
    })
    return { request, dispatcher: agent }
  }

  /** Two devices of one client have tokens of their own. */
  function tokenName({ client, device, scopes }: ScenarioRequest): string {
    return JSON.stringify([client, device, scopes])
  }

  function mint({ client, device, scopes, token }: ScenarioRequest): Promise<KeptToken> {
    const phoneNumber = device === undefined ? undefined : phoneNumberOf(device)
    if (device !== undefined && phoneNumber === undefined)
      throw new BenchError('invalidArgument', `The device "${device}" has no phone number for a three-legged token.`)
    return issuer.mint({
      clientId: client,
      ...(scopes && { scopes }),
      ...(phoneNumber !== undefined && { phoneNumber }),
      ...(token !== 'kept' && token !== 'fresh' && token !== 'none' && { defect: token }),
    })
  }

  async function keptToken(request: ScenarioRequest): Promise<KeptToken> {
    const known = kept.get(tokenName(request))
    if (known && clock.now() < known.expiresAt) return known
    const made = await mint(request)
    kept.set(tokenName(request), made)
    return made
  }

  async function authorizationOf(request: ScenarioRequest): Promise<Record<string, string>> {
    if (request.token === 'none') return {}
    const { accessToken } = request.token === 'kept' ? await keptToken(request) : await mint(request)
    return { authorization: `Bearer ${accessToken}` }
  }

  /** @returns undefined when no status line came, as a fault may want it */
  async function answered({ method, path, body }: ScenarioRequest, headers: Record<string, string>) {
    try {
      const { request, dispatcher } = await client()
      const reply = await request(serverRoot() + path, {
        ...{ method, dispatcher },
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      await reply.body.dump({ limit: Infinity })
      return reply.statusCode
    } catch {
      return undefined
    }
  }

  return {
    async send(request) {
      const headers = { ...(await authorizationOf(request)), ...request.headers }
      const status = await answered(request, headers)
      if (status === UNAUTHENTICATED) kept.delete(tokenName(request))
    },
    forgetTokens: () => kept.clear(),
    async close() {
      await agent?.destroy()
    },
  }
}
