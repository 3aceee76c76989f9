// Subscriptions, the notifications they raised, and the inbox that can stand in for a sink.
import type { Operation } from '../operation'
import { zInboxEntry, zInboxReply, zNotificationView, zSubscriptionView } from '../views'
import { listOf } from './listOf'

export const NOTIFICATION_OPERATIONS = {
  listSubscriptions: { method: 'GET', path: '/subscriptions', status: 200, response: listOf(zSubscriptionView) },
  listNotifications: { method: 'GET', path: '/notifications', status: 200, response: listOf(zNotificationView) },
  redeliverNotification: {
    method: 'POST',
    path: '/notifications/{id}/redeliver',
    status: 202,
    response: zNotificationView,
  },

  listInbox: { method: 'GET', path: '/inbox', status: 200, response: listOf(zInboxEntry) },
  readInboxReply: { method: 'GET', path: '/inbox/reply', status: 200, response: zInboxReply },
  setInboxReply: { method: 'PUT', path: '/inbox/reply', body: zInboxReply, status: 200, response: zInboxReply },
} as const satisfies Record<string, Operation>
