// Replies and events that are of the right shape and say the wrong thing.
import { MEETS, UNABLE } from './confidences'
import type { Deviation } from '../deviation'
import type { Json } from '../tmf677/reportEdits'
import { answering, changing, editingJson, setting } from './camaraEdits'
import { dashed, rowsOf } from './rowsOf'
import { ANSWERS, inverted, invertedAnswers, STRANGE_ID } from './wrongAnswers'

const profile = rowsOf('application-profiles', 'meaning')
const insight = rowsOf('connectivity-insights', 'meaning')
const subscription = rowsOf('connectivity-insights-subscriptions', 'meaning')

/** Eight, four, four, four and twelve digits, but of no version. */
const VERSIONLESS_ID = '00000000-0000-0000-0000-000000000001'

const unasked = (structure: Json): Json => ({
  ...Object.fromEntries(ANSWERS.map((name) => [name, MEETS])),
  ...structure,
})

const PROFILES: readonly Deviation[] = [
  profile(
    'created-200',
    'createApplicationProfile, response 201',
    'A profile that was created is answered with 200.',
    answering({ method: 'POST', status: 201 }, 200),
  ),
  profile(
    'updated-202',
    'updateApplicationProfile, response 200',
    'An update is answered with 202.',
    answering({ method: 'PATCH', status: 200 }, 202),
  ),
  profile(
    'read-203',
    'readApplicationProfile, response 200',
    'A profile is read with 203.',
    answering({ method: 'GET', status: 200 }, 203),
  ),
  profile(
    'deleted-202',
    'deleteApplicationProfile, response 204',
    'A deletion is answered with 202.',
    answering({ method: 'DELETE', status: 204 }, 202),
  ),
  profile(
    'id-no-uuid',
    'schema ApplicationProfileId',
    'A new profile has an id that looks like a UUID and is none.',
    setting('applicationProfileId', () => VERSIONLESS_ID, { status: 201 }),
  ),
  profile(
    'threshold-altered',
    'createApplicationProfile',
    'Profiles come back with another delay budget than they have.',
    setting('networkQualityThresholds.packetDelayBudget.value', (value) => Number(value) + 1),
  ),
  profile('own-404', 'readApplicationProfile', 'A profile of the client’s own is not found.', editingNotFound('GET')),
]

const INSIGHTS: readonly Deviation[] = [
  insight(
    'inverted',
    'schema NetworkQualityThresholdsConfidence',
    'Every answer is turned round.',
    changing(invertedAnswers),
  ),
  ...ANSWERS.map((name) =>
    insight(
      `${dashed(name)}-inverted`,
      `property ${name}`,
      `The answer to ${name} is turned round.`,
      setting(name, inverted, { refused: false }),
    ),
  ),
  insight(
    'never-unable',
    'schema NetworkQualityThresholdsConfidence',
    'Every answer is that the network meets the threshold.',
    changing((body) =>
      Object.fromEntries(Object.entries(body).map(([name, value]) => [name, value === UNABLE ? MEETS : value])),
    ),
  ),
  insight(
    'unasked',
    'NetworkQualityInsightResponse',
    'Thresholds are answered that the profile does not have.',
    changing(unasked),
  ),
  insight(
    'device-other',
    'schema DeviceResponse',
    'The reply names another device.',
    changing((body) => ({ ...body, device: { phoneNumber: '+447700900777' } })),
  ),
  insight(
    'kpis-empty',
    'schema AdditionalKpis',
    'The indicators are an empty structure.',
    changing((body) => ({ ...body, additionalKPIs: {} })),
  ),
  insight('answered-201', 'response 200', 'Answers come with 201.', answering({ status: 200 }, 201)),
]

const SUBSCRIPTIONS: readonly Deviation[] = [
  subscription(
    'created-200',
    'createSubscription, response 201',
    'A subscription that was created is answered with 200.',
    answering({ method: 'POST', status: 201 }, 200),
  ),
  subscription(
    'accepted-200',
    'createSubscription, response 202',
    'A subscription that was accepted is answered with 200.',
    answering({ method: 'POST', status: 202 }, 200),
  ),
  subscription(
    'read-206',
    'getSubscription, response 200',
    'Subscriptions are read with 206.',
    answering({ method: 'GET', status: 200 }, 206),
  ),
  subscription(
    'deleted-200',
    'deleteSubscription, response 204',
    'A deletion is answered with 200.',
    answering({ method: 'DELETE', status: 204 }, 200),
  ),
  subscription(
    'own-404',
    'getSubscription',
    'A subscription of the client’s own is not found.',
    editingNotFound('GET'),
  ),
  subscription(
    'survives',
    'deleteSubscription',
    'A subscription that has ended can still be read.',
    answering({ method: 'GET', code: 'NOT_FOUND' }, 200),
  ),
  subscription(
    'credential-returned',
    'schema SinkCredential',
    'The credential of the sink is returned.',
    changing((body) => ({ ...body, sinkCredential: { credentialType: 'ACCESSTOKEN' } })),
  ),
  subscription(
    'lists-others',
    'getSubscriptionList',
    'A list has a subscription of somebody else.',
    editingLists((items) => [...items, { ...items[0], id: STRANGE_ID, subscriptionId: STRANGE_ID }]),
  ),
  subscription(
    'lists-ids',
    'getSubscriptionList',
    'A list has ids alone.',
    editingLists((items) => items.map(({ id }) => id)),
  ),
  subscription(
    'lists-nothing',
    'getSubscriptionList',
    'A list is empty, whatever there is.',
    editingLists(() => []),
  ),
  subscription(
    'lists-other-id',
    'getSubscriptionList',
    'Subscriptions are listed under another id.',
    editingLists((items) => items.map((one) => ({ ...one, id: STRANGE_ID, subscriptionId: STRANGE_ID }))),
  ),
  subscription(
    'lists-numbers',
    'schema SubscriptionId',
    'Subscriptions are listed with numbers for ids.',
    editingLists((items) => items.map((one) => ({ ...one, id: 42 }))),
  ),
  subscription(
    'id-other',
    'schema SubscriptionId',
    'A subscription has two ids.',
    setting('subscriptionId', () => STRANGE_ID, { method: 'POST', refused: false }),
  ),
  subscription(
    'reads-another',
    'getSubscription',
    'A subscription is read under another id.',
    changing((body) => ('id' in body ? { ...body, id: STRANGE_ID, subscriptionId: STRANGE_ID } : body), {
      method: 'GET',
      status: 200,
    }),
  ),
  subscription(
    'sink-other',
    'schema Subscription, property sink',
    'A subscription has another sink than was asked for.',
    setting('sink', () => 'https://sink.example.com/other'),
  ),
  subscription(
    'types-other',
    'schema Subscription, property types',
    'A subscription is for another event type.',
    setting('types', () => ['org.camaraproject.other']),
  ),
  subscription(
    'profile-other',
    'schema CreateSubscriptionDetail',
    'A subscription is for another profile.',
    setting('config.subscriptionDetail.applicationProfileId', () => STRANGE_ID),
  ),
]

function editingNotFound(method: 'GET') {
  return {
    edit: (...[reply, url, said]: Parameters<NonNullable<Deviation['behaviour']['edit']>>) => {
      const isOne = said === method && reply.status === 200 && /\/[\da-f-]{36}$/i.test(url.pathname)
      if (!isOne) return reply
      const body = JSON.stringify({ status: 404, code: 'NOT_FOUND', message: 'There is no such resource.' })
      return { ...reply, status: 404, body }
    },
  }
}

/** Of r3.2, where a list is an array. */
function editingLists(edit: (items: readonly Json[]) => readonly unknown[]) {
  return editingJson({ method: 'GET', status: 200 }, (json) => (Array.isArray(json) ? edit(json as Json[]) : json))
}

export const MEANING_DEVIATIONS: readonly Deviation[] = [...PROFILES, ...INSIGHTS, ...SUBSCRIPTIONS]
