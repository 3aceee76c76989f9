// Application profiles: bodies of requests, and profiles that are there before a request.
import type { WireApplicationProfile, WireNetworkQualityThresholds } from '#shared/wire/camara/applicationProfilesV05'
import { given, type Given } from '../scenario/action'
import { removeProfile } from '../world/cleaning'
import { Unmet } from '../world/unmet'
import type { Json, StagedProfile, World } from '../world/world'
import { authorizationOf } from './tokens'

const PROFILES_PATH = '/application-profiles/v0.5/application-profiles'

/** Every threshold that a profile can have. */
export const THRESHOLDS = {
  packetDelayBudget: { value: 300, unit: 'Milliseconds' },
  targetMinDownstreamRate: { value: 100, unit: 'Kbps' },
  targetMinUpstreamRate: { value: 50, unit: 'Kbps' },
  packetLossErrorRate: 1,
  jitter: { value: 200, unit: 'Milliseconds' },
} as const satisfies WireNetworkQualityThresholds

/** What no network fails to meet, and what none meets. */
export const LAX: WireNetworkQualityThresholds = {
  packetDelayBudget: { value: 1, unit: 'Hours' },
  targetMinDownstreamRate: { value: 0, unit: 'Bps' },
  targetMinUpstreamRate: { value: 0, unit: 'Bps' },
  packetLossErrorRate: 1,
  jitter: { value: 1, unit: 'Hours' },
}
export const STRICT: WireNetworkQualityThresholds = {
  packetDelayBudget: { value: 1, unit: 'Nanoseconds' },
  targetMinDownstreamRate: { value: 1024, unit: 'Tbps' },
  targetMinUpstreamRate: { value: 1024, unit: 'Tbps' },
  packetLossErrorRate: 10,
  jitter: { value: 1, unit: 'Nanoseconds' },
}

const COMPUTE_RESOURCES: NonNullable<WireApplicationProfile['computeResources']> = {
  targetMinCPU: 2,
  targetMinMemory: { value: 4, unit: 'Gb' },
  gpuVendorType: 'Nvidia',
  gpuModelName: 'A2',
  targetMinGPU: 1,
  targetMinGPUMemory: { value: 16, unit: 'Gb' },
  targetMinEphemeralStorage: { value: 10, unit: 'Gb' },
  targetMinPersistentStorage: { value: 20, unit: 'Gb' },
}

/** @throws Unmet when the target does not create it */
export async function createProfile(
  world: World,
  thresholds: WireNetworkQualityThresholds,
  authorization: string,
): Promise<StagedProfile> {
  const body = { networkQualityThresholds: thresholds, computeResources: COMPUTE_RESOURCES }
  const call = { method: 'POST', path: PROFILES_PATH, authorization, body } as const
  const answer = await world.hands.call('Create an application profile', call)
  const id = (answer.body as Partial<WireApplicationProfile> | undefined)?.applicationProfileId
  if (answer.status !== 201 || typeof id !== 'string') {
    throw new Unmet(`no application profile could be created: the target answers ${answer.status} (give profileId)`)
  }
  world.later((hands) => removeProfile(hands, id, authorization))
  return { id, thresholds }
}

/** Of the case itself, and nobody else's: it may be changed and deleted. */
export async function ownProfile(world: World, thresholds: WireNetworkQualityThresholds): Promise<StagedProfile> {
  world.profile = await createProfile(world, thresholds, await authorizationOf(world, 'twoLegged'))
  return world.profile
}

/** One that is there to be named: of the configuration, where there is one. */
export async function anyProfile(world: World): Promise<StagedProfile> {
  const { profileId } = world.target
  if (world.profile) return world.profile
  if (profileId === undefined || world.hands.bench) return ownProfile(world, THRESHOLDS)
  world.profile = { id: profileId, thresholds: undefined }
  return world.profile
}

export const profileBody = given('a body that creates an application profile', ({ draft }) => {
  draft.body = { networkQualityThresholds: THRESHOLDS, computeResources: COMPUTE_RESOURCES }
})

/** Another set than the one the profile has (reading C13). */
export const profileUpdateBody = given('a body that updates an application profile', ({ draft }) => {
  draft.body = {
    applicationProfileId: draft.parameters.applicationProfileId,
    networkQualityThresholds: { ...THRESHOLDS, packetDelayBudget: { value: 250, unit: 'Milliseconds' } },
    computeResources: COMPUTE_RESOURCES,
  }
})

export const existingProfile = given('an application profile that is there', async (world) => {
  world.draft.parameters.applicationProfileId = (await ownProfile(world, THRESHOLDS)).id
})

export const unknownProfile = given('the id of no application profile', ({ draft, ids }) => {
  draft.parameters.applicationProfileId = ids.uuid()
})

const BROKEN_THRESHOLDS = { packetDelayBudget: { value: 'fast', unit: 'Milliseconds' } }

export const brokenProfileBody = given('a body that is not of the schema', ({ draft }) => {
  const { applicationProfileId } = draft.parameters
  draft.body = {
    ...(applicationProfileId !== undefined && { applicationProfileId }),
    networkQualityThresholds: BROKEN_THRESHOLDS,
  } satisfies Json
})

/** Nothing in a profile could contradict a token, so only a bench can be made to say so (reading C18). */
export const contradictedProfileBody: Given = given('a body that contradicts the token', async (world) => {
  const { bench } = world.hands
  if (!bench) {
    throw new Unmet('nothing in a profile can contradict a token unless the target has rules of its own (reading C18)')
  }
  const match = { api: 'application-profiles', operation: 'createApplicationProfile', client: world.clientId } as const
  const act = { status: 403, code: 'INVALID_TOKEN_CONTEXT' }
  const { id } = await bench.addFault({ body: { match, act } })
  world.later(async (hands) => hands.bench?.removeFault({ id }))
  world.draft.body = { networkQualityThresholds: THRESHOLDS }
})
