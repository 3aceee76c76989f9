import type { HandlersOf } from '#shared/control/operation'
import type { NOTIFICATION_OPERATIONS } from '#shared/control/operations/notificationOperations'
import type { HandlerTools } from './handlerPorts'

export function notificationHandlers({ rooms, list }: HandlerTools): HandlersOf<typeof NOTIFICATION_OPERATIONS> {
  const { notifier, inbox } = rooms
  return {
    listSubscriptions: () => list(() => notifier.subscriptions()),
    changeSubscription: ({ id, body: { status } }) => notifier.setActive(id, status === 'ACTIVE'),
    async terminateSubscription({ id }) {
      await notifier.terminate(id)
      return null
    },
    listNotifications: () => list(() => notifier.notifications()),
    redeliverNotification: ({ id }) => notifier.redeliver(id),
    async replayNotifications({ id, body: { from } }) {
      return { count: (await notifier.replay(id, from)).length }
    },

    listInbox: () => list(() => inbox.entries()),
    readInboxReply: () => inbox.reply(),
    setInboxReply({ body }) {
      inbox.setReply(body)
      return inbox.reply()
    },
  }
}
