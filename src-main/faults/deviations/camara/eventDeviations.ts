// Events that are of the right shape and say the wrong thing, or are not sent, or twice.
import type { Deviation } from '../deviation'
import type { Json } from '../tmf677/reportEdits'
import { editingEventData, settingHeaderOfEvents, settingInEvents, withholding } from './camaraEdits'
import { dashed, rowsOf } from './rowsOf'
import { invertedAnswers, STRANGE_ID, withoutJitter } from './wrongAnswers'

const event = rowsOf('connectivity-insights-subscriptions', 'events')

const isReason = (reason: string) => (json: Json) => (json.data as Json | undefined)?.terminationReason === reason
const ENDS = ['SUBSCRIPTION_EXPIRED', 'MAX_EVENTS_REACHED', 'SUBSCRIPTION_DELETED']

/** What another deviation has made no instant stays as it is. */
function anHourBefore(time: unknown): unknown {
  const instant = Date.parse(String(time))
  return Number.isNaN(instant) ? time : new Date(instant - 3_600_000).toISOString()
}

export const EVENT_DEVIATIONS: readonly Deviation[] = [
  event('event-wrapped', 'callback notifications: content', 'Events come in a list of one.', {
    notification: { request: (sent) => ({ ...sent, body: `[${sent.body}]` }) },
  }),
  event(
    'never-notified',
    'callback notifications',
    'A sink is never told of a quality.',
    withholding((json) => String(json.type).endsWith('.network-quality')),
  ),
  ...ENDS.map((reason) =>
    event(
      `${dashed(reason.toLowerCase().replaceAll('_', '-'))}-untold`,
      'event subscription-ended',
      `An end with ${reason} is not told.`,
      withholding(isReason(reason)),
    ),
  ),
  ...ENDS.map((reason) =>
    event(
      `${reason.toLowerCase().replaceAll('_', '-')}-misnamed`,
      'schema TerminationReason',
      `An end with ${reason} is told as ACCESS_TOKEN_EXPIRED.`,
      settingInEvents('ended', 'data.terminationReason', (value) =>
        value === reason ? 'ACCESS_TOKEN_EXPIRED' : value,
      ),
    ),
  ),
  event('notified-twice', 'schema Config, property subscriptionMaxEvents', 'A quality is told twice.', {
    notification: { isRepeated: true },
  }),
  event(
    'event-inverted',
    'schema NetworkQualityThresholdsConfidence',
    'Events have every answer turned round.',
    editingEventData('quality', invertedAnswers),
  ),
  event(
    'event-unasked',
    'schema NetworkQualityInsight',
    'Events lack the answer to a threshold.',
    editingEventData('quality', withoutJitter),
  ),
  event(
    'event-subscription-other',
    'schema SubscriptionEnded, property subscriptionId',
    'Events are of another subscription.',
    settingInEvents('any', 'data.subscriptionId', () => STRANGE_ID),
  ),
  event(
    'event-profile-other',
    'schema NetworkQualityInsight',
    'Events are of another profile.',
    editingEventData('quality', (data) => ({
      ...data,
      papplicationProfileId: STRANGE_ID,
      applicationProfileId: STRANGE_ID,
    })),
  ),
  event(
    'event-quality-named-otherwise',
    'schema EventTypeNotification',
    'Events of quality have another type.',
    settingInEvents('quality', 'type', (type) => `${String(type)}-changed`),
  ),
  event(
    'event-end-named-otherwise',
    'schema EventTypeNotification',
    'Events of an end have another type.',
    settingInEvents('ended', 'type', (type) => `${String(type)}-now`),
  ),
  event(
    'event-long-ago',
    'schema CloudEvent, property time',
    'Events happened an hour before.',
    settingInEvents('any', 'time', anHourBefore),
  ),
  event(
    'event-same-id',
    'schema CloudEvent, property id',
    'All events have one id.',
    settingInEvents('any', 'id', () => STRANGE_ID),
  ),
  event(
    'event-content-type',
    'callback notifications: content',
    'Notifications are declared as plain JSON.',
    settingHeaderOfEvents('content-type', 'application/json'),
  ),
  event(
    'event-wrong-token',
    'schema SinkCredential',
    'Notifications carry a token that the sink never gave.',
    settingHeaderOfEvents('authorization', 'Bearer not-the-token-of-the-sink'),
  ),
  event(
    'event-without-correlator',
    'header x-correlator',
    'Notifications come without a correlator.',
    withoutCorrelator(),
  ),
]

function withoutCorrelator() {
  return {
    notification: {
      request: ({ headers, body }: { headers: Readonly<Record<string, string>>; body: string }) => {
        const { 'x-correlator': _, ...rest } = headers
        return { headers: rest, body }
      },
    },
  }
}
