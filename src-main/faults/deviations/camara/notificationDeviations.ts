// Ways in which notifications can come otherwise than promised, for an app that has to bear it. No suite judges an app,
// so none has to catch them.
import type { NotificationFault } from '#shared/domain/notificationFault'
import type { Deviation } from '../deviation'

const LATE_MS = 10_000

function row(name: string, breaks: string, title: string, notification: NotificationFault): Deviation {
  return {
    name,
    title,
    api: 'connectivity-insights-subscriptions',
    group: 'notifications',
    breaks,
    suites: [],
    behaviour: { notification },
  }
}

/** The wrong request comes once: whoever refuses it gets the right one by the retry schedule. */
const atFirst = (edit: NonNullable<NotificationFault['request']>): NotificationFault => ({
  request: (request, attempt) => (attempt === 1 ? edit(request, attempt) : request),
})

export const NOTIFICATION_DEVIATIONS: readonly Deviation[] = [
  row('notification-repeated', 'delivery: once', 'Each notification that a sink accepted is sent again.', {
    isRepeated: true,
  }),
  row('notification-overtaken', 'delivery: in order', 'Notifications come in pairs, the second before the first.', {
    isOvertaken: true,
  }),
  row('notification-late', 'delivery: at once', 'Notifications are sent 10 s of bench time after their event.', {
    delayMs: LATE_MS,
  }),
  row('notification-lost', 'delivery: at least once', 'Notifications are never sent; they wait as dead letters.', {
    isDropped: true,
  }),
  row(
    'notification-wrong-token',
    'header Authorization',
    'The first attempt of each notification bears a token that the sink never gave.',
    atFirst((request) => ({
      ...request,
      headers: { ...request.headers, authorization: 'Bearer not-the-token-of-the-sink' },
    })),
  ),
  row(
    'notification-malformed',
    'body: a CloudEvent',
    'The first attempt of each notification carries half an event, which is no JSON.',
    atFirst((request) => ({ ...request, body: request.body.slice(0, Math.floor(request.body.length / 2)) })),
  ),
]
