// What must hold of subscriptions in replies, beyond their schema.
import { isDeepStrictEqual } from 'node:util'
import type { Note } from '#shared/conformance/runReport'
import { attributeOf, isStructure, rootOf, type Place } from '../../place'
import { met, violated } from '../../findings'
import type { Finding, Reply } from '../../suite'
import { note } from '../readings'
import { check, type ScenarioCheck } from '../scenario/action'
import { releaseOf } from '../world/world'
import { jsonOf, listedItems, namesOf, notJson, placeCheck, sentIn, subscriptionIdIn } from './body'

export const hasSubscriptionId: ScenarioCheck = placeCheck('subscriptionId', '$', (root) => {
  const [id, subscriptionId] = [attributeOf(root, 'id'), attributeOf(root, 'subscriptionId')]
  const given = [id, subscriptionId].filter(({ value }) => typeof value === 'string' && value !== '')
  if (given.length === 0)
    // one that is no text is told by the schema
    return [violated(subscriptionId, 'an id', 'there is none', [note('C3')])]
  const isOne = new Set(given.map(({ value }) => value)).size === 1
  const place = given.at(-1) ?? subscriptionId
  return [
    isOne ? met(place, 'an id', 'it has one', [note('C3')]) : violated(place, id.value, 'id is another', [note('C3')]),
  ]
})

/** In r4.1 the id has one name, and nothing is left for the schema to say of it. */
export function hasSubscriptionIdIn(basePath: string): ScenarioCheck {
  return releaseOf({ basePath }) === 'r4.1' ? { ...hasSubscriptionId, settles: ['$.id'] } : hasSubscriptionId
}

/** Schema `Subscription`: the credential of the sink is never returned. */
export const hidesCredential: ScenarioCheck = placeCheck(
  'sinkCredential',
  '$',
  (root, reply) => {
    const places = [root, ...listedItems(reply)].map((item) => attributeOf(item, 'sinkCredential'))
    const shown = places.find(({ value }) => value !== undefined)
    if (shown)
      return [violated({ path: shown.path, value: '***' }, 'nothing', 'the credential of the sink is returned')]
    return [{ outcome: 'met', message: 'the credential of the sink is not returned' }]
  },
  'schema SinkCredential',
)

/** Of the list itself, which r4.1 wraps. */
function listCheck(id: string, judge: (list: Place, notes: readonly Note[]) => Finding): ScenarioCheck {
  const judged = check(id, (reply, world) => {
    const root = jsonOf(reply)
    if (root === undefined) return notJson(reply)
    const isR41 = releaseOf(world) === 'r4.1'
    return [isR41 ? judge(attributeOf(root, 'subscriptions'), [note('C6')]) : judge(root, [])]
  })
  return { ...judged, ofBody: 'whole' }
}

export const isEmptyList: ScenarioCheck = listCheck('empty', (list, notes) => {
  const isEmpty = Array.isArray(list.value) && list.value.length === 0
  return isEmpty ? met(list, [], 'an empty list', notes) : violated(list, [], 'no empty list', notes)
})

/** A list of at least one. */
export const isList: ScenarioCheck = listCheck('list', (list, notes) => {
  const isFilled = Array.isArray(list.value) && list.value.length > 0
  return isFilled ? met(list, 'a list', 'a list', notes) : violated(list, 'a list', 'no list of any', notes)
})

/** A list has the subscription that was made, and those of nobody else. */
export const listsOwnAlone: ScenarioCheck = check(
  'own',
  (reply, { subscriptionId, hands }) => {
    const items = listedItems(reply).filter(({ value }) => isStructure(value)) // what else there is the schema tells
    if (items.length === 0) return [] // which the check `list` tells
    const own = items.filter((item) => subscriptionIdIn(item.value) === subscriptionId)
    const findings: Finding[] =
      own.length === 1 ? [] : [violated({ path: '$', value: undefined }, subscriptionId, 'it is not listed once')]
    const strangers = hands.bench ? items.filter((item) => subscriptionIdIn(item.value) !== subscriptionId) : []
    findings.push(
      ...strangers.map((item) =>
        violated({ path: item.path, value: subscriptionIdIn(item.value) }, subscriptionId, 'it is another’s'),
      ),
    )
    return findings.length > 0
      ? findings
      : [{ outcome: 'met', message: 'the one that was made is listed, and no other' }]
  },
  'operation getSubscriptionList',
)

export const isTheOneAskedFor: ScenarioCheck = placeCheck(
  'id.asAsked',
  '$',
  (root, reply, { draft }) => {
    if (reply.status >= 300) return []
    const expected = draft.parameters.subscriptionId
    const place = { path: '$.id', value: subscriptionIdIn(root.value) }
    return [
      place.value === expected ? met(place, expected, 'the one asked for') : violated(place, expected, 'another one'),
    ]
  },
  'operation getSubscription',
)

/** What a client asked for and gets back as it was. */
const ECHOED = ['sink', 'types', 'config.subscriptionDetail.applicationProfileId'] as const

function judgeEcho(place: Place, reply: Reply, name: string): Finding[] {
  if (reply.status >= 300) return []
  const expected = namesOf(name).reduce(attributeOf, rootOf(sentIn(reply))).value
  const notes = name === 'sink' && String(expected).startsWith('http:') ? [note('C9')] : []
  if (typeof place.value !== typeof expected) return [] // which the schema tells
  const isSame = isDeepStrictEqual(place.value, expected)
  return [isSame ? met(place, expected, 'as asked', notes) : violated(place, expected, 'not as asked', notes)]
}

export const echoes: readonly ScenarioCheck[] = ECHOED.map((name) =>
  placeCheck(`asAsked.${name}`, name, (place, reply) => judgeEcho(place, reply, name), 'schema Subscription'),
)
