// The scenarios of CAMARA connectivity-insights-subscriptions 0.6 (r3.2), each by its tag.
import {
  NETWORK_QUALITY_EVENT,
  SUBSCRIPTION_ENDED_EVENT,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import type { Note } from '#shared/conformance/runReport'
import { note } from '../../camara/readings'
import type { Action, Scenario } from '../../camara/scenario/action'
import { bodyComplies, itemsComply } from '../../camara/schema/schemaChecks'
import { listedItems } from '../../camara/steps/body'
import { background, send } from '../../camara/steps/common'
import { unsupportedDevice } from '../../camara/steps/devices'
import { bodyWith, bodyWithout } from '../../camara/steps/draftBody'
import { answersThresholds, someAnswerIs, UNABLE } from '../../camara/steps/insights'
import { quotaExceeded, rateLimitExceeded } from '../../camara/steps/limits'
import { networkChanges } from '../../camara/steps/network'
import {
  hasCorrelator,
  hasOwnId,
  happenedSince,
  isCloudEvent,
  isOfTheSubscription,
  namesTheProfile,
  onlyOneBefore,
  receive,
  sinkTokenSent,
} from '../../camara/steps/notifications'
import {
  correlatorEchoed,
  isJson,
  memberIs,
  refusedWith,
  statusIs,
  UNKNOWN_EVENT_TYPE,
} from '../../camara/steps/replies'
import {
  echoes,
  hasSubscriptionId,
  hidesCredential,
  isEmptyList,
  isList,
  isTheOneAskedFor,
  listsOwnAlone,
} from '../../camara/steps/subscriptionReplies'
import {
  brokenSubscriptionBody,
  createdAsync,
  createdSubscription,
  createdSync,
  existingSubscription,
  freshClient,
  malformedSubscriptionId,
  subscribedClient,
  subscriptionBody,
  unknownSubscriptionId,
} from '../../camara/steps/subscriptions'
import { expiredAlready, expiresSoon, expiryComes } from '../../camara/steps/time'
import { invalidToken, noToken, token } from '../../camara/steps/tokens'
import { camaraSuite } from '../../camara/camaraSuite'

const API = '/connectivity-insights-subscriptions/v0.6'
const DEVICE = '$.config.subscriptionDetail.device'
const EXPIRY = '$.config.subscriptionExpireTime'

function scenario(tag: string, title: string, ...actions: readonly Action[]): Scenario {
  return { id: `connectivity_insights_subscriptions_${tag}`, title, actions: [...background(API), ...actions] }
}

const create = send('createSubscription')
const SUBSCRIPTION = [...bodyComplies('Subscription', API), hidesCredential]
const CREATED = [statusIs(201), ...SUBSCRIPTION, hasSubscriptionId]

/** Of any event. */
const EVENT = [isCloudEvent, sinkTokenSent, hasCorrelator, isOfTheSubscription, happenedSince]
const QUALITY = [
  receive('network-quality'),
  ...EVENT,
  ...bodyComplies('EventNetworkQuality', API),
  memberIs('$.type', NETWORK_QUALITY_EVENT),
  namesTheProfile,
  answersThresholds('$.data'),
]
const ended = (reason: string, notes: readonly Note[] = []): Action[] => [
  receive('subscription-ended'),
  ...EVENT,
  ...bodyComplies('EventSubscriptionEnded', API),
  memberIs('$.type', SUBSCRIPTION_ENDED_EVENT),
  memberIs('$.data.terminationReason', reason, notes),
]
/** After its end a subscription is not there any more. */
const isGone = [createdSubscription, send('getSubscription'), ...refusedWith(404, 'NOT_FOUND')]

const LIFE: readonly Scenario[] = [
  scenario(
    '01_create_subscription_sync',
    'A subscription is created, and is there at once',
    ...[createdSync, subscriptionBody, create, isJson, correlatorEchoed, ...CREATED, ...echoes],
  ),
  scenario(
    '02_create_subscription_async',
    'A subscription is created, and will be there',
    ...[createdAsync, subscriptionBody, create, statusIs(202), isJson, correlatorEchoed],
    ...[...bodyComplies('SubscriptionAsync', API), hasSubscriptionId],
  ),
  scenario(
    '03_retrieve_empty_subscription_list',
    'A client without subscriptions has an empty list',
    ...[freshClient, send('getSubscriptionList'), statusIs(200), isJson, correlatorEchoed, isEmptyList],
  ),
  scenario(
    '04_retrieve_subscription_list',
    'A client lists its subscriptions',
    ...[subscribedClient, send('getSubscriptionList'), statusIs(200), isJson, correlatorEchoed, isList],
    ...[...itemsComply('Subscription', API, listedItems), hidesCredential, listsOwnAlone],
  ),
  scenario(
    '05_retrieve_subscription_by_id',
    'A subscription is read',
    ...[existingSubscription, send('getSubscription'), statusIs(200), isJson, correlatorEchoed],
    ...[...SUBSCRIPTION, isTheOneAskedFor],
  ),
  scenario(
    '06_delete_subscription',
    'A subscription is deleted',
    ...[existingSubscription, send('deleteSubscription'), statusIs(204), correlatorEchoed],
    ...[send('getSubscription'), ...refusedWith(404, 'NOT_FOUND')],
  ),
]

const NOTIFICATIONS: readonly Scenario[] = [
  scenario(
    '08_receive_network_quality_notification',
    'The sink is told when the network does no more',
    ...[createdSync, subscriptionBody, create, ...CREATED],
    ...[networkChanges, ...QUALITY, someAnswerIs(UNABLE, '$.data')],
  ),
  scenario(
    '09_subscription_ends_on_expiry',
    'The sink is told that the subscription has expired',
    ...[createdSync, subscriptionBody, expiresSoon(EXPIRY), create, ...CREATED],
    ...[expiryComes, ...ended('SUBSCRIPTION_EXPIRED'), ...isGone],
  ),
  scenario(
    '10_subscription_ends_when_max_events',
    'The subscription ends after as many events as it is for',
    ...[createdSync, subscriptionBody, bodyWith('$.config.subscriptionMaxEvents', 'one event', () => 1)],
    ...[create, ...CREATED, networkChanges, ...QUALITY],
    ...[...ended('MAX_EVENTS_REACHED'), onlyOneBefore, hasOwnId, ...isGone],
  ),
  scenario(
    '11_subscription_ends_on_delete',
    'The sink is told that the subscription was deleted',
    ...[createdSync, subscriptionBody, create, ...CREATED],
    ...[createdSubscription, send('deleteSubscription'), statusIs(204), ...ended('SUBSCRIPTION_DELETED', [note('C7')])],
  ),
  scenario(
    '12_initial_event',
    'The sink is told at once when that is asked for',
    ...[createdSync, subscriptionBody, bodyWith('$.config.initialEvent', 'an initial event', () => true)],
    ...[create, ...CREATED, ...QUALITY],
  ),
]

function refusal(tag: string, title: string, givens: readonly Action[], status: number, code: string): Scenario {
  return scenario(tag, title, ...givens, create, ...refusedWith(status, code))
}

/** A right body, but for one thing. */
const but = (...changes: readonly Action[]): Action[] => [subscriptionBody, ...changes]
const credential = (name: string, value: string) =>
  bodyWith(`$.sinkCredential.${name}`, `the ${name} ${value}`, () => value)

const BODIES: readonly Scenario[] = [
  refusal(
    '13_create_with_invalid_request_body',
    'A body that breaks the schema',
    [brokenSubscriptionBody],
    400,
    'INVALID_ARGUMENT',
  ),
  refusal(
    '14_subscription_with_expiry_time_in_past',
    'An expiry that lies in the past',
    but(expiredAlready(EXPIRY)),
    ...([400, 'INVALID_ARGUMENT'] as const),
  ),
  refusal(
    '15_invalid_protocol',
    'A protocol that is not supported',
    but(bodyWith('$.protocol', 'another protocol', () => 'UNSUPPORTED_PROTOCOL')),
    ...([400, 'INVALID_PROTOCOL'] as const),
  ),
  refusal(
    '16_invalid_credential_type',
    'A credential of another type',
    but(credential('credentialType', 'PLAIN')),
    400,
    'INVALID_CREDENTIAL',
  ),
  refusal(
    '17_invalid_access_token_type',
    'A token of another type',
    but(credential('accessTokenType', 'mac')),
    400,
    'INVALID_TOKEN',
  ),
  scenario(
    '18_invalid_subscription_id_format',
    'An id that no subscription could have',
    ...[malformedSubscriptionId, send('getSubscription'), ...refusedWith(400, 'INVALID_ARGUMENT')],
  ),
]

const ACCESS: readonly Scenario[] = [
  refusal('19_no_authorization_header', 'No access token', [noToken, subscriptionBody], 401, 'UNAUTHENTICATED'),
  refusal(
    '20_expired_access_token',
    'An access token that has expired',
    [token('expired'), subscriptionBody],
    401,
    'UNAUTHENTICATED',
  ),
  refusal(
    '21_invalid_access_token',
    'An access token that no issuer has signed',
    [invalidToken, subscriptionBody],
    401,
    'UNAUTHENTICATED',
  ),
  refusal(
    '22_permission_denied',
    'An access token without the scope',
    [token('noScope'), subscriptionBody],
    403,
    'PERMISSION_DENIED',
  ),
  refusal(
    '23_subscription_mismatch',
    'An event type that the API does not have',
    but(bodyWith('$.types', 'another event type', () => [UNKNOWN_EVENT_TYPE])),
    ...([403, 'SUBSCRIPTION_MISMATCH'] as const),
  ),
]

const IDENTITY: readonly Scenario[] = [
  scenario(
    '24_subscription_id_not_found',
    'A subscription that is not there cannot be read',
    ...[unknownSubscriptionId, send('getSubscription'), ...refusedWith(404, 'NOT_FOUND')],
  ),
  scenario(
    '25_delete_unknown_subscription',
    'A subscription that is not there cannot be deleted',
    ...[unknownSubscriptionId, send('deleteSubscription'), ...refusedWith(404, 'NOT_FOUND')],
  ),
  refusal(
    '27_service_not_applicable',
    'A device that the service is not for',
    but(bodyWith(DEVICE, 'a device that is not served', unsupportedDevice)),
    ...([422, 'SERVICE_NOT_APPLICABLE'] as const),
  ),
  refusal(
    '28_missing_identifier',
    'No device, and a token that names none',
    [token('twoLegged'), ...but(bodyWithout(DEVICE))],
    422,
    'MISSING_IDENTIFIER',
  ),
  refusal(
    '30_too_many_requests',
    'A client over its rate limit',
    [rateLimitExceeded, subscriptionBody],
    429,
    'TOO_MANY_REQUESTS',
  ),
  refusal('31_quota_exceeded', 'A client over its quota', [quotaExceeded, subscriptionBody], 429, 'QUOTA_EXCEEDED'),
]

export const CAMARA_CONNECTIVITY_INSIGHTS_SUBSCRIPTIONS_06 = camaraSuite(
  {
    id: 'camara-connectivity-insights-subscriptions-0.6',
    version: '1',
    title: 'CAMARA connectivity-insights-subscriptions 0.6',
    apiPath: API,
  },
  [...LIFE, ...NOTIFICATIONS, ...BODIES, ...ACCESS, ...IDENTITY],
)
