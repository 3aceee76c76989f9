// Steps about the request: where it goes, its headers, its path and its body.
import { isOperation } from '../scenario/operations'
import { given, type Action, type Given } from '../scenario/action'
import { correlator, jsonDeclared, send } from '../steps/common'
import { unsupportedDevice } from '../steps/devices'
import { bodyWith, bodyWithout } from '../steps/draftBody'
import {
  brokenInsightBody,
  contradictedInsightBody,
  insightBody,
  malformedProfileId,
  unknownDevice,
  unknownProfileId,
} from '../steps/insights'
import {
  anyProfile,
  brokenProfileBody,
  contradictedProfileBody,
  existingProfile,
  profileBody,
  profileUpdateBody,
  unknownProfile,
} from '../steps/profiles'
import { UNKNOWN_EVENT_TYPE } from '../steps/replies'
import { sinkUrlOf } from '../steps/sinks'
import {
  brokenSubscriptionBody,
  createdSubscription,
  existingSubscription,
  malformedSubscriptionId,
  subscriptionBody,
  unknownSubscriptionId,
} from '../steps/subscriptions'
import { expiredAlready, expiresSoon } from '../steps/time'
import { invalidToken, noToken, token } from '../steps/tokens'
import { define, type StepDefinition } from './stepDefinition'

function resource(path: string): Action[] {
  return [{ kind: 'resource', path: path.replace(/^{apiroot}/i, '').replace(/\/+$/, '') }]
}

const isAuthorization = (name: string) => name.toLowerCase() === 'authorization'

/** Only tokens are set so. */
const authorization = (expression: string, action: Given): StepDefinition =>
  define(expression, (name) => (isAuthorization(name) ? [action] : undefined))

function header(name: string, value: string): Action[] {
  const text = `the header ${name}`
  if (name.toLowerCase() === 'content-type' && value === 'application/json') return [jsonDeclared]
  return [given(text, ({ draft }) => void (draft.headers[name.toLowerCase()] = value))]
}

function withoutHeader(name: string): Action[] {
  if (isAuthorization(name)) return [noToken]
  return [given(`no header ${name}`, ({ draft }) => void delete draft.headers[name.toLowerCase()])]
}

const HEADERS: readonly StepDefinition[] = [
  define('an environment at {string}', () => []),
  define('the resource {string}', resource),
  define('the resource {string} as base-url', resource),
  define('the header {string} is set to {string}', header),
  define('the header {string} complies with the schema at {string}', (name) =>
    name.toLowerCase() === 'x-correlator' ? [correlator] : undefined,
  ),
  define('the header {string} is removed', withoutHeader),
  authorization('the header {string} is set to a valid access token', token()),
  authorization('the header {string} is set to a valid two-legged access token', token('twoLegged')),
  authorization('the header {string} is set to a valid access token without required scope', token('noScope')),
  authorization('the header {string} is set to an expired access token', token('expired')),
  authorization('the header {string} is set to an invalid access token', invalidToken),
]

const parameter = (name: string, expression: string, action: Given): StepDefinition =>
  define(`the path parameter {string} is set to ${expression}`, (said) => (said === name ? [action] : undefined))

const PARAMETERS: readonly StepDefinition[] = [
  parameter('applicationProfileId', 'the identifier of an existing application profile', existingProfile),
  parameter('applicationProfileId', 'an unknown profile ID', unknownProfile),
  parameter('subscriptionId', 'the identifier of an existing subscription', existingSubscription),
  parameter('subscriptionId', 'a non-existent subscription ID', unknownSubscriptionId),
  parameter('subscriptionId', 'an invalid format value', malformedSubscriptionId),
]

const BROKEN: Readonly<Record<string, Given>> = {
  ApplicationProfileRequest: brokenProfileBody,
  ApplicationProfile: brokenProfileBody,
  NetworkQualityInsightRequest: brokenInsightBody,
  SubscriptionRequest: brokenSubscriptionBody,
}

const BODIES: readonly StepDefinition[] = [
  define('a valid application profile request body', () => [profileBody]),
  define('a valid application profile request body with network quality thresholds', () => [profileBody]),
  define('a valid application profile request body with inconsistent information compared to the token', () => [
    contradictedProfileBody,
  ]),
  define('a valid application profile update request body', () => [profileUpdateBody]),
  define('a valid network quality insight request body', () => [insightBody]),
  define('a valid network quality insight request body with that application profile ID', () => [insightBody]),
  define('a valid network quality insight request body with inconsistent information compared to the token', () => [
    contradictedInsightBody,
  ]),
  define('a valid subscription request body with network quality event type', () => [subscriptionBody]),
  define('the request body is not compliant with the schema {string}', (schema) => {
    const broken = BROKEN[schema.split('/').at(-1) ?? '']
    return broken && [broken]
  }),
]

/** What the files exclude, and something else that is of the same kind. */
const OTHERS: Readonly<Record<string, string>> = { ACCESSTOKEN: 'PLAIN', bearer: 'mac' }

const property = (expression: string, make: (path: string, value: string) => Action): StepDefinition =>
  define(`the request body property {string} ${expression}`, (path, value = '') => [make(path, value)])

const PROPERTIES: readonly StepDefinition[] = [
  define('the request body property {string} is set to {value}', (path, value) => [
    bodyWith(path, `${path} ${value}`, () => value),
  ]),
  property('is not {string}', (path, value) =>
    bodyWith(path, `another ${path}`, () => OTHERS[value] ?? `not-${value}`),
  ),
  property('is removed', (path) => bodyWithout(path)),
  property('is set to a valid callback URL', (path) => bodyWith(path, 'the sink of the runner', sinkUrlOf)),
  property('is set to a valid application profile ID', (path) =>
    bodyWith(path, 'the id of a profile', async (world) => (await anyProfile(world)).id),
  ),
  property('is set to an invalid UUID format', malformedProfileId),
  property("is set to a UUID that doesn't exist in the system", unknownProfileId),
  property('contains identifiers not matching any device in the system', unknownDevice),
  property('refers to a device not supported by the service', (path) =>
    bodyWith(path, 'a device that is not served', unsupportedDevice),
  ),
  property('contains the element {string}', (path, value) => bodyWith(path, `${path} ${value}`, () => [value])),
  property('contains an event type not supported by the API', (path) =>
    bodyWith(path, 'another event type', () => [UNKNOWN_EVENT_TYPE]),
  ),
  property('is set to a timestamp in the past', expiredAlready),
  property('is set to a value in the near future', expiresSoon),
]

const SENDING: readonly StepDefinition[] = [
  define('the request {string} is sent', (operation) => (isOperation(operation) ? [send(operation)] : undefined)),
  define('the request {string} is sent with the created subscription ID', (operation) =>
    isOperation(operation) ? [createdSubscription, send(operation)] : undefined,
  ),
]

export const REQUEST_STEPS: readonly StepDefinition[] = [
  ...HEADERS,
  ...PARAMETERS,
  ...BODIES,
  ...PROPERTIES,
  ...SENDING,
]
