// The network of the flow that a case is about. On our own bench it is set, for this flow alone; a foreign network cannot
// be, so there the profile is what changes: nothing fails to meet a lax one, and nothing meets a strict one (reading C25).
import type { WireApplicationServer } from '#shared/wire/camara/common'
import { given, type Given } from '../scenario/action'
import { Unmet } from '../world/unmet'
import type { World } from '../world/world'
import { deviceOf } from './devices'
import { LAX, ownProfile, STRICT } from './profiles'
import { authorizationOf } from './tokens'

type Quality = 'good' | 'bad'

const EFFECTS = {
  good: { delayMs: 20, jitterMs: 5, lossRatio: 0.001, downRateKbps: 20_000, upRateKbps: 5000 },
  bad: { delayMs: 900, jitterMs: 600, lossRatio: 0.3, downRateKbps: 20, upRateKbps: 10 },
} as const

function settingTo(values: (typeof EFFECTS)[Quality]) {
  return Object.fromEntries(Object.entries(values).map(([name, set]) => [name, { set }]))
}

/** An address of the range for documentation, of its own for each case. */
export function serverOf(world: World): WireApplicationServer {
  const host = 1 + (Number.parseInt(world.clientId.slice(-4), 16) % 254)
  world.server ??= { ipv4Address: `198.51.100.${Number.isNaN(host) ? 1 : host}` }
  return world.server
}

/** The new state comes before the old one goes, so that nothing else is seen in between. */
async function setFlow(world: World, quality: Quality): Promise<void> {
  const { bench } = world.hands
  const { deviceId, degradationId: former } = world
  if (!bench || deviceId === undefined) throw new Unmet('the network of a foreign target cannot be set')
  const target = { device: deviceId, server: serverOf(world) }
  const { id } = await bench.addDegradation({ body: { target, effect: settingTo(EFFECTS[quality]) } })
  world.degradationId = id
  world.later(async (hands) => hands.bench?.removeDegradation({ id }).catch(() => undefined))
  if (former !== undefined) await bench.removeDegradation({ id: former })
}

/** Before a request names the profile. */
function networkThat(quality: Quality, text: string): Given {
  return given(text, async (world) => {
    await deviceOf(world)
    if (world.hands.bench) return setFlow(world, quality)
    const { id } = await ownProfile(world, quality === 'good' ? LAX : STRICT)
    const { body } = world.draft
    if (typeof body === 'object' && body !== null && 'applicationProfileId' in body) body.applicationProfileId = id
  })
}

export const networkMeets = networkThat('good', 'a network that meets the application requirements')
export const networkFails = networkThat('bad', 'a network that cannot meet the application requirements')

/** While a subscription is watched. */
export const networkChanges = given('the network quality changes for the device', async (world) => {
  const { hands, profile } = world
  if (hands.bench) return setFlow(world, 'bad')
  if (profile?.thresholds === undefined)
    throw new Unmet('neither the network nor the profile of the target can be changed')
  const path = `/application-profiles/v0.5/application-profiles/${profile.id}`
  const body = { applicationProfileId: profile.id, networkQualityThresholds: STRICT }
  const authorization = await authorizationOf(world, 'twoLegged')
  const { status } = await hands.call('Demand more by the profile', { method: 'PATCH', path, authorization, body })
  if (status !== 200) throw new Unmet(`the profile cannot be changed: the target answers ${status}`)
})

/** The flow is good to begin with, whatever the scenario on stage does to the device. */
export async function startGood(world: World): Promise<void> {
  await deviceOf(world)
  if (world.hands.bench) await setFlow(world, 'good')
  else if (world.target.profileId === undefined) await ownProfile(world, LAX)
}
