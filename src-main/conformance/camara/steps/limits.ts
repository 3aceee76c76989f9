// A client that has used up what it may ask for: only our own bench can be told to count.
import type { FaultRequest, FaultyApi } from '#shared/domain/fault'
import { given, type Given } from '../scenario/action'
import { OPERATIONS } from '../scenario/operations'
import { Unmet } from '../world/unmet'
import type { World } from '../world/world'

type Limit = Extract<FaultRequest, { act: unknown }>['act']

const ONE_REQUEST = { requests: 1, periodSeconds: 60 }

function apiOf({ basePath }: World): FaultyApi {
  return (basePath.split('/')[1] ?? '') as FaultyApi // the resource of a scenario begins with it
}

/** With a limit of one request, and that one spent. */
async function spend(world: World, act: Limit): Promise<void> {
  const { hands, basePath, clientId, draft } = world
  if (!hands.bench) throw new Unmet('a foreign target is not flooded with requests until it refuses')
  const { id } = await hands.bench.addFault({ body: { match: { api: apiOf(world), client: clientId }, act } })
  world.later(async (one) => one.bench?.removeFault({ id }))
  const operation = basePath.includes('subscriptions') ? 'createSubscription' : 'checkNetworkQuality'
  const path = `${basePath}${OPERATIONS[operation].path}`
  const authorization = draft.authorization ?? undefined
  await hands.call('Spend what the client may ask for', { method: 'POST', path, authorization, body: {} })
}

export const rateLimitExceeded: Given = given('a client over its rate limit', (world) =>
  spend(world, { rateLimit: ONE_REQUEST }),
)

export const quotaExceeded: Given = given('a client over its quota', (world) =>
  spend(world, { quota: { requests: 1 } }),
)
