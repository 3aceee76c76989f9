// What must hold of a notification.
import { attributeOf } from '../../place'
import { met, violated } from '../../findings'
import type { Finding } from '../../suite'
import { note } from '../readings'
import { check, type Action, type EventName, type ScenarioCheck } from '../scenario/action'
import type { World } from '../world/world'
import { placeAt, structureIn, subscriptionIdIn } from './body'

export function receive(event: EventName): Action {
  return { kind: 'receive', event }
}

/** The token of the subscription's `sinkCredential`. */
export const sinkTokenSent: ScenarioCheck = check('authorization', ({ headers }, { sinkToken }) => {
  const value = headers.authorization
  if (sinkToken !== undefined && value?.toLowerCase() === `bearer ${sinkToken}`.toLowerCase()) {
    return [{ outcome: 'met', message: 'it carries the credential of the sink' }]
  }
  const message = value === undefined ? 'it carries no credential' : 'it carries another credential'
  return [{ outcome: 'violated', expected: 'the credential of the sink', message }]
})

/** Structured mode of CloudEvents (reading C5). */
export const isCloudEvent: ScenarioCheck = check(
  'content-type',
  ({ headers }) => {
    const expected = 'application/cloudevents+json'
    const place = { path: 'header Content-Type', value: headers['content-type'] }
    const isOne = place.value?.split(';')[0]?.trim().toLowerCase() === expected
    return [isOne ? met(place, expected, 'as it must be') : violated(place, expected, 'it has another value')]
  },
  'callback notifications: content',
)

export const hasCorrelator: ScenarioCheck = check(
  'x-correlator',
  ({ headers }) => {
    const place = { path: 'header x-correlator', value: headers['x-correlator'] }
    return [
      place.value === undefined
        ? violated(place, 'a correlator', 'it is missing')
        : met(place, 'a correlator', 'it has one'),
    ]
  },
  'callback notifications: parameter x-correlator',
)

/** The subscription as it was created. */
function createdOf({ earlier }: World) {
  return structureIn(earlier.reply('createSubscription'))
}

/** It names the subscription that it is for, and the profile of that. */
export const isOfTheSubscription: ScenarioCheck = check(
  'data.subscriptionId.own',
  (reply, world) => {
    const place = placeAt(reply, '$.data.subscriptionId')
    const expected = subscriptionIdIn(createdOf(world))
    if (typeof place?.value !== 'string' || expected === undefined) return []
    return [
      place.value === expected ? met(place, expected, 'the one created') : violated(place, expected, 'another one'),
    ]
  },
  'schema SubscriptionEnded; guide to events, 3.1',
)

/** Spelled one way in r3.2 and another in r4.1 (reading C1). */
export const namesTheProfile: ScenarioCheck = check(
  'data.applicationProfileId.own',
  (reply, { profile }) => {
    const data = placeAt(reply, '$.data')
    if (data === undefined || profile === undefined) return []
    const places = ['papplicationProfileId', 'applicationProfileId'].map((name) => attributeOf(data, name))
    const notes = places[0]?.value === undefined ? [] : [note('C1')]
    return places
      .filter(({ value }) => typeof value === 'string')
      .map((place) =>
        place.value === profile.id
          ? met(place, profile.id, 'the one subscribed', notes)
          : violated(place, profile.id, 'another one', notes),
      )
  },
  'schema NetworkQualityInsight',
)

const SLACK_MS = 2000
const DAY_MS = 86_400_000

/** On the clock of the target, which says when the subscription started. */
export const happenedSince: ScenarioCheck = check(
  'time.plausible',
  (reply, world) => {
    const place = placeAt(reply, '$.time')
    const startsAt = Date.parse(String(createdOf(world).startsAt))
    const at = Date.parse(String(place?.value))
    if (place === undefined || Number.isNaN(startsAt) || Number.isNaN(at)) return []
    const isPlausible = at >= startsAt - SLACK_MS && at <= startsAt + DAY_MS
    const expected = `after ${new Date(startsAt).toISOString()}`
    return [
      isPlausible
        ? met(place, expected, 'since the subscription started')
        : violated(place, expected, 'before it started, or in the future'),
    ]
  },
  'schema CloudEvent, property time',
)

/** Of a subscription for one event: that one came before its end, and no other. */
export const onlyOneBefore: ScenarioCheck = check(
  'once',
  ({ body }, { arrivals }): Finding[] => {
    const came = arrivals?.() ?? []
    const count = came.slice(
      0,
      came.findIndex(({ request }) => request.body === body),
    ).length
    const place = { path: 'notifications', value: count }
    return [count === 1 ? met(place, 1, 'one came before the end') : violated(place, 1, `${count} came before the end`)]
  },
  'schema Config, property subscriptionMaxEvents',
)

/** No two events of a source have one id. */
export const hasOwnId: ScenarioCheck = check(
  'id.own',
  (reply, world) => {
    const place = placeAt(reply, '$.id')
    if (typeof place?.value !== 'string') return []
    const others = (world.arrivals?.() ?? []).filter(({ event }) => event?.id === place.value)
    const types = new Set(others.map(({ event }) => event?.type))
    return [
      types.size <= 1
        ? met(place, 'an id of its own', 'no other event has it')
        : violated(place, 'an id of its own', 'another event has it, too'),
    ]
  },
  'schema CloudEvent, property id',
)
