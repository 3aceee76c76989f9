// Requests of checkNetworkQuality, and what must hold of their replies.
import { attributeOf, isStructure } from '../../place'
import { met, violated } from '../../findings'
import type { Finding } from '../../suite'
import { given, type Given, type ScenarioCheck } from '../scenario/action'
import { Unmet } from '../world/unmet'
import type { World } from '../world/world'
import { placeCheck } from './body'
import { bodyWith } from './draftBody'
import { deviceOf, UNKNOWN_DEVICE } from './devices'
import { serverOf } from './network'
import { anyProfile, createProfile, ownProfile, THRESHOLDS } from './profiles'
import { authorizationOf } from './tokens'

export const MEETS = 'meets the application requirements'
export const UNABLE = 'unable to meet the application requirements'

export const profileInPlace: Given = given('an application profile', async (world) => {
  await anyProfile(world)
})

/** So that it shows whether anything else is answered. */
export const sparseProfile: Given = given('an application profile with two thresholds', async (world) => {
  if (world.target.profileId !== undefined && !world.hands.bench) return
  const { packetDelayBudget, jitter } = THRESHOLDS
  await ownProfile(world, { packetDelayBudget, jitter })
})

export const insightBody: Given = given('a body that checks the network quality', async (world) => {
  world.draft.body = {
    applicationProfileId: (await anyProfile(world)).id,
    device: await deviceOf(world),
    applicationServer: serverOf(world),
  }
})

export const brokenInsightBody: Given = given('a body that is not of the schema', ({ draft }) => {
  draft.body = { applicationProfileId: 42, device: 'mine' }
})

async function otherClientsProfile(world: World): Promise<string> {
  const { hands, target } = world
  if (!hands.bench) {
    if (target.otherClientsProfileId !== undefined) return target.otherClientsProfileId
    throw new Unmet('no profile of another client is configured: give otherClientsProfileId (reading C18)')
  }
  const other = { ...world, clientId: `${world.clientId}-other`, authorizations: new Map<string, string>() }
  return (await createProfile(world, THRESHOLDS, await authorizationOf(other, 'twoLegged'))).id
}

/** A profile of another client than the token's (reading C18). */
export const contradictedInsightBody: Given = given('a body that contradicts the token', async (world) => {
  world.draft.body = {
    applicationProfileId: await otherClientsProfile(world),
    device: await deviceOf(world),
    applicationServer: serverOf(world),
  }
})

export const malformedProfileId = (path: string) => bodyWith(path, 'a profile id that is no UUID', () => 'no-uuid')
export const unknownProfileId = (path: string) =>
  bodyWith(path, 'a profile id that nobody has', ({ ids }) => ids.uuid())
export const unknownDevice = (path: string) => bodyWith(path, 'a device that nobody knows', () => UNKNOWN_DEVICE)

/** The thresholds of a profile, and how a reply and an event call the answers to them (reading C4). */
const ANSWERS = {
  packetDelayBudget: 'packetDelayBudget',
  targetMinDownstreamRate: 'targetMinDownstreamRate',
  targetMinUpstreamRate: 'targetMinUpstreamRate',
  packetLossErrorRate: 'packetlossErrorRate',
  jitter: 'jitter',
} as const

const ALL_ANSWERS: readonly string[] = Object.values(ANSWERS)

function answersOf({ profile }: World): readonly string[] | undefined {
  if (profile?.thresholds === undefined) return undefined
  const asked = Object.keys(profile.thresholds)
  return Object.entries(ANSWERS).flatMap(([threshold, answer]) => (asked.includes(threshold) ? [answer] : []))
}

/** An answer to each threshold that the profile has, and to no other. @param root JSON path of what holds them */
export function answersThresholds(root = '$'): ScenarioCheck {
  return placeCheck(
    'answers',
    root,
    (place, reply, world) => {
      const expected = answersOf(world)
      if (!isStructure(place.value) || expected === undefined || reply.status >= 300) return []
      return ALL_ANSWERS.flatMap((name): Finding[] => {
        const answer = attributeOf(place, name)
        if (expected.includes(name))
          return answer.value === undefined
            ? [violated(answer, expected, 'the threshold of the profile is not answered')]
            : [met(answer, expected, 'asked and answered')]
        const isAnswer = answer.value === MEETS || answer.value === UNABLE // of anything else the schema tells
        return isAnswer ? [violated(answer, expected, 'the profile has no such threshold')] : []
      })
    },
    'NetworkQualityInsight: the thresholds of the application profile',
  )
}

export function someAnswerIs(expected: string, root = '$'): ScenarioCheck {
  return placeCheck('someAnswer', root, (place) => {
    if (!isStructure(place.value)) return [] // which the schema tells
    const found = ALL_ANSWERS.map((name) => attributeOf(place, name)).find(({ value }) => value === expected)
    return [found ? met(found, expected, 'one answer says so') : violated(place, expected, 'no answer says so')]
  })
}

export const tellsKpis: ScenarioCheck = placeCheck('additionalKPIs', '$.additionalKPIs', (place) => {
  if (place.value !== undefined && !isStructure(place.value)) return [] // which the schema tells
  const isThere = isStructure(place.value) && Object.keys(place.value).length > 0
  return [isThere ? met(place, 'indicators', 'they are there') : violated(place, 'indicators', 'there are none')]
})

/** A reply that names the device names it as it was asked for. */
export const namesTheDevice: ScenarioCheck = placeCheck(
  'device.asAsked',
  '$.device',
  (place, reply, { device = {} }) => {
    if (!isStructure(place.value) || reply.status >= 300) return []
    const isOne = Object.entries(place.value).every(
      ([name, value]) => JSON.stringify(value) === JSON.stringify(device[name as keyof typeof device]),
    )
    return [isOne ? met(place, device, 'the one that was asked for') : violated(place, device, 'another device')]
  },
  'schema DeviceResponse',
)
