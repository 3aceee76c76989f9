import type { SubscriptionView } from '#shared/control/views'
import type { StoredSubscription } from '#shared/domain/subscription'

/** A subscription as it may be shown: without its sink's token. */
export function subscriptionView({ sinkCredential, ...shown }: StoredSubscription): SubscriptionView {
  return { ...shown, hasSinkCredential: sinkCredential !== undefined }
}
