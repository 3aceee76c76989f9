// Requests of connectivity-insights-subscriptions, and what has to be there before them.
import { NETWORK_QUALITY_EVENT } from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import { given, type Given } from '../scenario/action'
import { removeSubscription } from '../world/cleaning'
import { Unmet } from '../world/unmet'
import type { Json, World } from '../world/world'
import { structureIn, subscriptionIdIn } from './body'
import { deviceOf } from './devices'
import { serverOf, startGood } from './network'
import { anyProfile } from './profiles'
import { sinkUrlOf } from './sinks'
import { nowOf } from './time'

const DAY_MS = 86_400_000

/** A choice that only our own bench leaves; elsewhere it shows which way the target goes. */
function created(way: 'sync' | 'async'): Given {
  const words = way === 'sync' ? 'synchronously' : 'asynchronously'
  return given(`subscriptions are created ${words}`, async (world) => {
    const { bench } = world.hands
    if (!bench) {
      world.isCreationAssumed = true
      return
    }
    const { subscriptionCreation } = await bench.readSettings()
    if (subscriptionCreation === way) return
    await bench.changeSettings({ body: { subscriptionCreation: way } })
    world.later(async (hands) => hands.bench?.changeSettings({ body: { subscriptionCreation } }))
  })
}

export const createdSync = created('sync')
export const createdAsync = created('async')

function sinkCredential(world: World, now: number): Json {
  world.sinkToken ??= `callbox-runner-${world.ids.uuid()}`
  world.redactor.learn(world.sinkToken)
  return {
    credentialType: 'ACCESSTOKEN',
    accessToken: world.sinkToken,
    accessTokenExpiresUtc: new Date(now + DAY_MS).toISOString(),
    accessTokenType: 'bearer',
  }
}

/** For the quality of the device's network; the runner's own sink is told. */
async function requestBody(world: World): Promise<Json> {
  await startGood(world)
  return {
    sink: await sinkUrlOf(world),
    protocol: 'HTTP',
    types: [NETWORK_QUALITY_EVENT],
    config: {
      subscriptionDetail: {
        device: await deviceOf(world),
        applicationServer: serverOf(world),
        applicationProfileId: (await anyProfile(world)).id,
      },
    },
    sinkCredential: sinkCredential(world, await nowOf(world)),
  }
}

export const subscriptionBody = given('a body that subscribes to the network quality', async (world) => {
  world.draft.body = await requestBody(world)
})

/** Without what it is about. */
export const brokenSubscriptionBody = given('a body that is not of the schema', async (world) => {
  const { config: _, ...rest } = await requestBody(world)
  world.draft.body = { ...rest, config: { subscriptionDetail: 'everything' } }
})

/** @throws Unmet when the target does not create it */
async function subscribe(world: World): Promise<string> {
  const { hands, basePath, draft } = world
  const authorization = draft.authorization ?? undefined
  const call = {
    method: 'POST',
    path: `${basePath}/subscriptions`,
    authorization,
    body: await requestBody(world),
  } as const
  const { status, body } = await hands.call('Create a subscription', call)
  const made = subscriptionIdIn(body)
  if ((status !== 201 && status !== 202) || made === undefined)
    throw new Unmet(`no subscription could be created: the target answers ${status}`)
  world.later((one) => removeSubscription(one, basePath, made, authorization))
  world.subscriptionId = made
  return made
}

export const existingSubscription = given('a subscription that is there', async (world) => {
  world.draft.parameters.subscriptionId = await subscribe(world)
})

export const subscribedClient = given('a client with a subscription', async (world) => {
  await subscribe(world)
})

/** On our own bench each case has a client of its own; elsewhere it has to be true already. */
export const freshClient = given('a client without subscriptions', async (world) => {
  const { hands, basePath, draft } = world
  if (hands.bench) return
  const call = {
    method: 'GET',
    path: `${basePath}/subscriptions`,
    authorization: draft.authorization ?? undefined,
  } as const
  const { body } = await hands.call('List the subscriptions', call)
  const listed = Array.isArray(body) ? body : ((body as Json | undefined)?.subscriptions ?? [])
  if (Array.isArray(listed) && listed.length === 0) return
  throw new Unmet('the client of the token has subscriptions already, which are not the runner’s to delete')
})

export const malformedSubscriptionId = given('an id that no subscription could have', ({ draft }) => {
  draft.parameters.subscriptionId = 'no!valid!id'
})

export const unknownSubscriptionId = given('the id of no subscription', ({ draft, ids }) => {
  draft.parameters.subscriptionId = ids.uuid()
})

/** The one that a judged request of the case created. */
export const createdSubscription = given('the subscription that was created', (world) => {
  const made = subscriptionIdIn(structureIn(world.earlier.reply('createSubscription')))
  if (made === undefined) throw new Unmet('no subscription was created before')
  world.draft.parameters.subscriptionId = made
})
