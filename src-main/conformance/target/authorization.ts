// The `Authorization` of the requests to a target: none, a token as it was given, or one fetched with client credentials.
import type { ClientCredentials, Target } from '#shared/conformance/targetConfig'
import type { WallClock } from '#shared/domain/clocks'
import type { TokenEndpointResponse } from 'oauth4webapi'
import type { Redactor } from '../probe/redaction'
import { outcomeProblem, type AuxiliaryExchanges } from '../probe/auxiliaryExchanges'

export type Authorization =
  | { readonly kind: 'none' }
  | { readonly kind: 'header'; readonly value: string }
  /** No token could be had. */
  | { readonly kind: 'problem'; readonly message: string }

export interface AuthorizationPorts {
  readonly wall: WallClock
  readonly exchanges: AuxiliaryExchanges
  readonly redactor: Redactor
}

/** A token in use is fetched anew this long before it expires, or at nine tenths of its life if that is sooner. */
const MARGIN_MS = 10_000

function lifeOf({ expires_in: seconds }: TokenEndpointResponse): number {
  if (seconds === undefined) return Infinity // it names no end, so it is used to the end of the run
  const lifeMs = seconds * 1000
  return lifeMs - Math.min(MARGIN_MS, lifeMs / 10)
}

/** Fetches through the probe: the same proxy, certificates and time limit, and recorded. */
function fetchOver(exchanges: AuxiliaryExchanges) {
  return async (url: string, init: { method: 'POST'; headers: Record<string, string>; body: URLSearchParams }) => {
    const sent = await exchanges.send(
      { kind: 'token', title: 'Access token' },
      { method: init.method, url, headers: { ...init.headers }, body: init.body.toString() },
      (outcome) => outcomeProblem(outcome) ?? refusalOf(outcome),
    )
    if (sent === undefined) throw new Error('the run was cancelled')
    if (sent.outcome.kind === 'unanswered') throw new Error(sent.outcome.message)
    const { status, headers, body } = sent.outcome.response
    const hasBody = status >= 200 && status !== 204 && status !== 205 && status !== 304
    return new Response(hasBody ? body : null, { status, headers })
  }
}

function refusalOf(outcome: { kind: string; response?: { status: number } }): string | undefined {
  return outcome.response?.status === 200 ? undefined : `the token endpoint answers ${outcome.response?.status}`
}

async function fetchToken(given: ClientCredentials, exchanges: AuxiliaryExchanges): Promise<TokenEndpointResponse> {
  const oauth = await import('oauth4webapi')
  const server = { issuer: new URL(given.tokenUrl).origin, token_endpoint: given.tokenUrl }
  const client = { client_id: given.clientId }
  const authenticate = given.authentication === 'basic' ? oauth.ClientSecretBasic : oauth.ClientSecretPost
  const parameters = {
    ...(given.scope !== undefined && { scope: given.scope }),
    ...(given.audience !== undefined && { audience: given.audience }),
  }
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    authenticate(given.clientSecret),
    parameters,
    // A lab's token endpoint may be plain http; whether that is wise is not judged here.
    { [oauth.allowInsecureRequests]: true, [oauth.customFetch]: fetchOver(exchanges) },
  )
  return oauth.processClientCredentialsResponse(server, client, response)
}

function wordsOf(error: unknown): string {
  const { message, error: code, error_description: text } = error as Error & Record<string, string | undefined>
  if (code === undefined) return message
  return text === undefined ? code : `${code}: ${text}`
}

export function createAuthorization(target: Target, ports: AuthorizationPorts) {
  const { token, clientCredentials } = target
  const { wall, exchanges, redactor } = ports
  let held: { readonly value: string; readonly until: number } | undefined

  async function fetched(given: ClientCredentials): Promise<Authorization> {
    if (held !== undefined && wall.now() < held.until) return { kind: 'header', value: held.value }
    try {
      const answer = await fetchToken(given, exchanges)
      held = { value: `Bearer ${answer.access_token}`, until: wall.now() + lifeOf(answer) }
      return { kind: 'header', value: held.value }
    } catch (error) {
      const message = `no access token from ${given.tokenUrl}: ${wordsOf(error)}`
      return { kind: 'problem', message: redactor.tokenMessage(message) }
    }
  }

  return {
    /** Whether a request will carry one. */
    isExpected: token !== undefined || clientCredentials !== undefined,
    async get(): Promise<Authorization> {
      if (clientCredentials) return fetched(clientCredentials)
      return token === undefined ? { kind: 'none' } : { kind: 'header', value: `Bearer ${token}` }
    },
  }
}
