// Access tokens: minted by our own bench, taken from the configuration for a foreign target.
import type { TokenRequest } from '#shared/control/operations/tokenOperations'
import { given, type Given } from '../scenario/action'
import { Unmet } from '../world/unmet'
import type { World } from '../world/world'
import { benchDevice } from './devices'

export type TokenKind = 'twoLegged' | 'threeLegged' | 'expired' | 'noScope'

async function mint(world: World, request: TokenRequest): Promise<string | undefined> {
  const minted = await world.hands.bench?.mintToken({ body: { clientId: world.clientId, ...request } })
  if (minted === undefined) return undefined
  world.redactor.learn(minted.accessToken)
  return `Bearer ${minted.accessToken}`
}

async function requestFor(world: World, kind: TokenKind): Promise<TokenRequest> {
  if (kind === 'expired') return { defect: 'expired' }
  if (kind === 'noScope') return { defect: 'missingScope' }
  if (kind === 'twoLegged') return {}
  const { phoneNumber } = (await benchDevice(world)).device
  if (phoneNumber === undefined) throw new Unmet('the device of the scenario on stage has no phone number')
  return { phoneNumber }
}

/** The token that every request is sent with, where the configuration has no token of this kind. */
async function configured({ authorize, target: { headers = {} } }: World): Promise<string | undefined> {
  const known = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')
  if (known) return known[1]
  const authorization = await authorize()
  if (authorization.kind === 'problem') throw new Unmet(`there is ${authorization.message}`)
  return authorization.kind === 'header' ? authorization.value : undefined
}

/** The header `Authorization`, the same one throughout a case. @throws Unmet */
export async function authorizationOf(world: World, kind: TokenKind): Promise<string> {
  const known = world.authorizations.get(kind) ?? (await newAuthorization(world, kind))
  world.authorizations.set(kind, known)
  return known
}

async function newAuthorization(world: World, kind: TokenKind): Promise<string> {
  const own = world.hands.bench && (await mint(world, await requestFor(world, kind)))
  if (own !== undefined) return own
  const token = world.target.tokens?.[kind]
  if (token !== undefined) return `Bearer ${token}`
  const other = kind === 'twoLegged' ? await configured(world) : undefined
  if (other !== undefined) return other
  const hint = kind === 'twoLegged' ? 'tokens.twoLegged, token or clientCredentials' : `tokens.${kind}`
  throw new Unmet(`no access token of this kind is configured: give ${hint}`)
}

const KINDS: Readonly<Record<TokenKind, string>> = {
  twoLegged: 'a valid access token',
  threeLegged: 'a valid access token that identifies a device',
  expired: 'an expired access token',
  noScope: 'an access token without the scope of the operation',
}

export function token(kind: TokenKind = 'twoLegged'): Given {
  return given(KINDS[kind], async (world) => {
    world.draft.authorization = await authorizationOf(world, kind)
  })
}

export const noToken = given('no access token', ({ draft }) => {
  draft.authorization = null
})

/** No issuer has signed it. */
export const invalidToken = given('an invalid access token', ({ draft, ids }) => {
  draft.authorization = `Bearer callbox-is-no-issuer-${ids.uuid()}`
})
