// Subscriptions, the notifications they raised, and the inbox that can stand in for a sink.
import { z } from 'zod'
import type { Operation } from '../operation'
import { zInboxEntry, zInboxReply, zNotificationView, zSubscriptionView } from '../views'
import { listOf, zNothing } from './listOf'

export const NOTIFICATION_OPERATIONS = {
  listSubscriptions: { method: 'GET', path: '/subscriptions', status: 200, response: listOf(zSubscriptionView) },
  /** Suspends a subscription, or takes it up again (statuses `INACTIVE`, in r3.2 `DEACTIVE`, and `ACTIVE`). */
  changeSubscription: {
    method: 'PATCH',
    path: '/subscriptions/{id}',
    body: z.strictObject({ status: z.enum(['ACTIVE', 'INACTIVE']) }),
    status: 200,
    response: zSubscriptionView,
  },
  /** Ends it from the network's side, with `NETWORK_TERMINATED`. */
  terminateSubscription: { method: 'DELETE', path: '/subscriptions/{id}', status: 204, response: zNothing },
  listNotifications: { method: 'GET', path: '/notifications', status: 200, response: listOf(zNotificationView) },
  redeliverNotification: {
    method: 'POST',
    path: '/notifications/{id}/redeliver',
    status: 202,
    response: zNotificationView,
  },
  /** Each settled notification of the subscription once more, in order; from one of them on, if that is given. */
  replayNotifications: {
    method: 'POST',
    path: '/subscriptions/{id}/replay',
    body: z.strictObject({ from: z.string().optional() }),
    status: 202,
    response: z.object({ count: z.int() }),
  },

  listInbox: { method: 'GET', path: '/inbox', status: 200, response: listOf(zInboxEntry) },
  readInboxReply: { method: 'GET', path: '/inbox/reply', status: 200, response: zInboxReply },
  setInboxReply: { method: 'PUT', path: '/inbox/reply', body: zInboxReply, status: 200, response: zInboxReply },
} as const satisfies Record<string, Operation>
