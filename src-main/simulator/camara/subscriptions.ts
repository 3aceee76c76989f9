// Subscriptions as a client sees them: its own, and only while they live (readings C20, C27, C33, C34).
import type { Caller } from '#shared/domain/caller'
import type { Release, StoredSubscription, SubscriptionDraft } from '#shared/domain/subscription'
import { BenchError } from '#shared/errors/benchError'

export interface SubscriptionsPort {
  /** Resolves when the subscription is on disk. */
  create(draft: SubscriptionDraft): Promise<StoredSubscription>
  /** The same, but it becomes active only a moment later. */
  request(draft: SubscriptionDraft): Promise<StoredSubscription>
  find(id: string): StoredSubscription | undefined
  /** The living ones of one client, without a walk through all others. */
  ofClient(clientId: string): Iterable<StoredSubscription>
  /** The living ones of a device, of all clients. */
  ofDevice(deviceId: string): Iterable<StoredSubscription>
  /** Ends a subscription at its owner's wish. Resolves when that is on disk. */
  remove(id: string): Promise<void>
}

/** A subscription made with a three-legged token belongs to its phone number, too. */
function isVisible(subscription: StoredSubscription, caller: Caller, release: Release): boolean {
  return (
    subscription.endedAt === undefined &&
    subscription.release === release &&
    subscription.clientId === caller.clientId &&
    subscription.phoneNumber === caller.phoneNumber
  )
}

export function visibleSubscriptions(port: SubscriptionsPort, caller: Caller, release: Release): StoredSubscription[] {
  return [...port.ofClient(caller.clientId)].filter((subscription) => isVisible(subscription, caller, release))
}

/** @throws BenchError `notFound` when there is nothing the caller may see */
export function visibleSubscription(
  port: SubscriptionsPort,
  caller: Caller,
  release: Release,
  id: string,
): StoredSubscription {
  const subscription = port.find(id)
  if (subscription && isVisible(subscription, caller, release)) return subscription
  throw new BenchError('notFound', `There is no subscription ${id}: it ended, or belongs to another client.`, {
    field: 'subscriptionId',
  })
}
