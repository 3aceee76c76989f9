// What may be shown of what is kept: everything but secrets, which the outbox needs to send.
import type { NotificationView, SubscriptionView } from '#shared/control/views'
import type { Notification } from '#shared/domain/notification'
import { withoutSecretHeaders, withoutSecretParameters } from '#shared/domain/secretNames'
import type { StoredSubscription } from '#shared/domain/subscription'

type ProtocolSettings = NonNullable<StoredSubscription['protocolSettings']>

function withoutSecrets({ headers, ...rest }: ProtocolSettings): ProtocolSettings {
  return headers ? { ...rest, headers: withoutSecretHeaders(headers) } : rest
}

export function subscriptionView({ sinkCredential, protocolSettings, ...shown }: StoredSubscription): SubscriptionView {
  return {
    ...shown,
    sink: withoutSecretParameters(shown.sink),
    ...(protocolSettings && { protocolSettings: withoutSecrets(protocolSettings) }),
    hasSinkCredential: sinkCredential !== undefined,
  }
}

/** Its attempts are kept without secrets already. */
export function notificationView(notification: Notification): NotificationView {
  const sink = withoutSecretParameters(notification.sink)
  return sink === notification.sink ? notification : { ...notification, sink }
}
