// The authorization endpoint (RFC 6749, 4.1.1; RFC 7636; OpenID Connect Core, 3.1.2): who may be sent back where, and
// which subscriber agrees. Nobody is asked: the bench agrees for the subscriber.
import { z } from 'zod'
import type { ClientRegistry } from '../clients'
import type { AuthorizationGrant } from './authorizationCodes'
import { knownClient, type KnownClient } from './clientAuthentication'
import { OauthError } from './oauthError'
import { zParameter } from './parameter'
import { requestedScopes } from './requestedScopes'

export interface AuthorizationPorts {
  clients: Pick<ClientRegistry, 'find' | 'isClosed' | 'mayUseDevice'>
  /** The devices that have a phone number, in the order of the scenario. */
  subscribers: () => Iterable<{ deviceId: string; phoneNumber: string }>
}

const zTarget = z.object({ client_id: zParameter, redirect_uri: zParameter, state: zParameter })
const zRequest = z.object({
  response_type: zParameter,
  response_mode: zParameter,
  scope: zParameter,
  nonce: zParameter,
  code_challenge: zParameter,
  code_challenge_method: zParameter,
  login_hint: zParameter,
  request: zParameter,
  request_uri: zParameter,
})

/** Where the answer goes. Before this is known a refusal can only be shown. */
export interface AnswerTarget {
  readonly client: KnownClient
  readonly redirectUri: string
  readonly state: string | undefined
}

const SCRIPTS = new Set(['javascript:', 'data:', 'vbscript:', 'blob:', 'file:'])

/** @throws OauthError `invalid_request` */
function redirectTarget(uri: string | undefined, { id, redirectUris }: KnownClient): string {
  if (uri === undefined) throw new OauthError('invalid_request', 'redirect_uri is missing.')
  if (redirectUris) {
    if (redirectUris.includes(uri)) return uri
    throw new OauthError(
      'invalid_request',
      `redirect_uri is not one that "${id}" registered: ${redirectUris.join(' ')}`,
    )
  }
  if (!URL.canParse(uri) || uri.includes('#') || SCRIPTS.has(new URL(uri).protocol))
    throw new OauthError('invalid_request', 'redirect_uri must be an absolute URL of an app, without a fragment.')
  return uri
}

/** @throws OauthError to be shown: it must not be sent to an address that nobody vouches for */
export function answerTarget(parameters: unknown, { clients }: AuthorizationPorts): AnswerTarget {
  const target = zTarget.safeParse(parameters)
  if (!target.success) throw new OauthError('invalid_request', 'Give client_id, redirect_uri and state once each.')
  const { client_id, redirect_uri, state } = target.data
  if (client_id === undefined) throw new OauthError('invalid_request', 'client_id is missing.')
  const client = knownClient(client_id, clients, 'invalid_request')
  return { client, redirectUri: redirectTarget(redirect_uri, client), state }
}

/** The `+` of a hint that was not encoded arrives as a space. @throws OauthError `invalid_request` */
function hintedPhoneNumber(hint: string): string {
  const [, digits] = /^tel:[+ ]([1-9]\d{4,14})$/.exec(hint) ?? []
  if (digits !== undefined) return `+${digits}`
  throw new OauthError('invalid_request', 'login_hint must be tel: and an E.164 number, such as tel:+34600000001.')
}

/** @throws OauthError `access_denied` when there is no such subscriber, or not for this client */
function subscriber(
  hint: string | undefined,
  { id }: KnownClient,
  { clients, subscribers }: AuthorizationPorts,
): string {
  const wanted = hint === undefined ? undefined : hintedPhoneNumber(hint)
  for (const { deviceId, phoneNumber } of subscribers()) {
    const isMeant = wanted === undefined || wanted === phoneNumber
    if (isMeant && clients.mayUseDevice(id, deviceId)) return phoneNumber
  }
  throw new OauthError(
    'access_denied',
    `No device that this client may use has the phone number ${wanted ?? 'wanted'}.`,
  )
}

function requirePkce(challenge: string | undefined, method: string | undefined): string {
  if (challenge === undefined || method !== 'S256')
    throw new OauthError('invalid_request', 'PKCE is required: send code_challenge and code_challenge_method=S256.')
  if (/^[A-Za-z0-9_-]{43}$/.test(challenge)) return challenge
  throw new OauthError('invalid_request', 'code_challenge is not the base64url of a SHA-256: 43 characters.')
}

/** What the subscriber agrees to. @throws OauthError to be sent to the redirect URI */
export function authorizationGrant(
  parameters: unknown,
  { client, redirectUri }: AnswerTarget,
  ports: AuthorizationPorts,
): AuthorizationGrant {
  const parsed = zRequest.safeParse(parameters)
  if (!parsed.success) throw new OauthError('invalid_request', 'Give each parameter once.')
  const request = parsed.data
  if (request.response_type === undefined)
    throw new OauthError('invalid_request', 'response_type is missing; send code.')
  if (request.response_type !== 'code')
    throw new OauthError(
      'unsupported_response_type',
      `response_type "${request.response_type}" is not supported; use code.`,
    )
  if (
    (request.response_mode ?? 'query') !== 'query' ||
    request.request !== undefined ||
    request.request_uri !== undefined
  )
    throw new OauthError('invalid_request', 'response_mode is query, and request objects are not supported.')
  const codeChallenge = requirePkce(request.code_challenge, request.code_challenge_method)
  return {
    clientId: client.id,
    redirectUri,
    codeChallenge,
    nonce: request.nonce,
    scopes: requestedScopes(request.scope ?? '', client),
    phoneNumber: subscriber(request.login_hint, client, ports),
  }
}
