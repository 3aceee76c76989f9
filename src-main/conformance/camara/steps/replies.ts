// What must hold of any reply: its status, its headers, and the members that errors have.
import type { Note } from '#shared/conformance/runReport'
import { met, tolerated, violated } from '../../findings'
import type { Finding, Reply } from '../../suite'
import { note } from '../readings'
import { check, type ScenarioCheck } from '../scenario/action'
import type { World } from '../world/world'
import { namesOf, placeCheck } from './body'

type Tolerance = (actual: number, reply: Reply, world: World) => Finding | undefined

const STATUS = (value: number) => ({ path: 'status', value })

/** Statuses other than the scenario's that a reading accepts, or that say nothing of the target. */
const TOLERANCES: readonly Tolerance[] = [
  (actual, { request }) => {
    const isProfile = request?.method === 'DELETE' && request.url.includes('/application-profiles/')
    if (!isProfile || (actual !== 200 && actual !== 204)) return undefined
    const accepted = actual === 204 ? met : tolerated
    return accepted(STATUS(actual), [200, 204], `the target answers ${actual}`, [note('C14')])
  },
  (actual, _, { isCreationAssumed }) => {
    if (!isCreationAssumed || (actual !== 201 && actual !== 202)) return undefined
    const way = actual === 201 ? 'synchronously' : 'asynchronously'
    return {
      outcome: 'unmet',
      expected: [201, 202],
      actual,
      message: `the target creates subscriptions ${way}, which cannot be chosen there`,
    }
  },
  (actual, { request }) => {
    if (actual !== 202 || request?.method !== 'DELETE' || !request.url.includes('/subscriptions/')) return undefined
    const message = 'the target deletes subscriptions asynchronously, of which the scenario does not tell'
    return { outcome: 'unmet', expected: [204], actual, message }
  },
  (actual, { request }) => {
    if (actual !== 400 || !asksForUnknownType(request?.body)) return undefined
    return tolerated(STATUS(actual), 403, 'the target answers 400', [note('C8')])
  },
]

/** An event type that is none of this API's (reading C8). */
export const UNKNOWN_EVENT_TYPE = 'org.camaraproject.connectivity-insights-subscriptions.v0.no-such-event'

function asksForUnknownType(body: string | null | undefined): boolean {
  return body?.includes(UNKNOWN_EVENT_TYPE) ?? false
}

/** @param notes readings by which it is this one */
export function statusIs(expected: number, notes: readonly Note[] = []): ScenarioCheck {
  return check('status', (reply, world) => {
    const { status } = reply
    if (status === expected) return [met(STATUS(status), expected, `the target answers ${status}`, notes)]
    const accepted = TOLERANCES.map((tolerance) => tolerance(status, reply, world)).find((one) => one !== undefined)
    const isMeant = accepted !== undefined && isToleranceFor(expected, accepted)
    return [isMeant ? accepted : violated(STATUS(status), expected, `the target answers ${status}`)]
  })
}

/** A tolerance is for certain statuses, of which the scenario names one. */
function isToleranceFor(status: number, { expected }: Finding): boolean {
  return [expected].flat().includes(status)
}

function mediaTypeOf(value: string | undefined): string {
  return (value ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

export function headerIs(name: string, expected: string): ScenarioCheck {
  const lower = name.toLowerCase()
  return check(lower, ({ headers }) => {
    const place = { path: `header ${name}`, value: headers[lower] }
    const isSame = lower === 'content-type' ? mediaTypeOf(place.value) === expected : place.value === expected
    if (isSame) return [met(place, expected, 'as it must be')]
    return [violated(place, expected, place.value === undefined ? 'the header is missing' : 'it has another value')]
  })
}

export const isJson = headerIs('Content-Type', 'application/json')

/** A header that the reply repeats. */
export function headerEchoed(name: string, sent: string): ScenarioCheck {
  const lower = name.toLowerCase()
  return check(lower, ({ headers, request }) => {
    const expected = request?.headers[sent.toLowerCase()]
    const place = { path: `header ${name}`, value: headers[lower] }
    if (place.value !== undefined && place.value === expected) return [met(place, expected, 'the one that was sent')]
    return [
      violated(place, expected, place.value === undefined ? 'the header is missing' : 'not the one that was sent'),
    ]
  })
}

export const correlatorEchoed = headerEchoed('x-correlator', 'x-correlator')

function refusesUnknownType({ status, request }: Reply): boolean {
  return status === 400 && asksForUnknownType(request?.body)
}

const C7 = { path: '$.data.terminationReason', notes: [note('C7')], where: () => true }
const C8 = { notes: [note('C8')], where: refusesUnknownType }

/** Values other than the scenario's that a reading accepts: as right as that one, or tolerated. */
const ACCEPTED = [
  { ...C7, scenario: 'NETWORK_TERMINATED', actual: 'SUBSCRIPTION_DELETED', accepted: met },
  { ...C7, scenario: 'SUBSCRIPTION_DELETED', actual: 'NETWORK_TERMINATED', accepted: tolerated },
  { ...C8, path: '$.code', scenario: 'SUBSCRIPTION_MISMATCH', actual: 'INVALID_ARGUMENT', accepted: tolerated },
  { ...C8, path: '$.status', scenario: 403, actual: 400, accepted: tolerated },
]

/** `$.data.type` lies in `$.data`. */
function withAncestors(path: string): string[] {
  const names = namesOf(path)
  return names.map((_, index) => `$.${names.slice(0, index + 1).join('.')}`)
}

/** A member that has this value. @param notes readings by which it is this one */
export function memberIs(path: string, expected: string | number, notes: readonly Note[] = []): ScenarioCheck {
  const others = ACCEPTED.filter((one) => one.path === path && one.scenario === expected)
  const judged = placeCheck(path, path, (place, reply) => {
    if (place.value === expected) return [met(place, expected, 'as it must be', notes)]
    const other = others.find(({ actual, where }) => place.value === actual && where(reply))
    return [other?.accepted(place, expected, 'accepted by a reading', other.notes) ?? compareTo(place, expected)]
  })
  return { ...judged, settles: withAncestors(path) }
}

function compareTo(place: { path: string; value: unknown }, expected: string | number): Finding {
  const message = place.value === undefined ? 'it is missing' : 'it has another value'
  return violated(place, expected, message)
}

export function memberIsOneOf(path: string, expected: readonly string[]): ScenarioCheck {
  const judged = placeCheck(path, path, (place) => {
    if (place.parent === undefined) return []
    const isOne = expected.includes(String(place.value))
    return [isOne ? met(place, expected, 'one of them') : violated(place, expected, 'none of them')]
  })
  return { ...judged, settles: [path] }
}

/** Words of more than one letter: something a person can read. */
const READABLE = /\p{L}{2,}.*\p{L}{2,}/su

export function memberIsReadable(path: string): ScenarioCheck {
  return placeCheck(path, path, (place) => {
    const isText = typeof place.value === 'string' && READABLE.test(place.value)
    return [isText ? met(place, 'text for people', 'it is text') : violated(place, 'text for people', 'it is no text')]
  })
}

/** A refusal in the shape of `ErrorInfo`. */
export function refusedWith(status: number, code: string): ScenarioCheck[] {
  return [statusIs(status), memberIs('$.status', status), memberIs('$.code', code), memberIsReadable('$.message')]
}
