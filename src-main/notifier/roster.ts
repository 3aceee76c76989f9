import type { StoredSubscription } from '#shared/domain/subscription'
import { createAgenda } from './agenda'
import { foreseenEnd } from './endings'
import { MultiMap } from './multiMap'
import type { NotifierPorts } from './ports'

/** The live subscriptions: whose they are, and when they end by themselves. */
export interface Roster {
  /** Entering one that is in already changes nothing. */
  add(subscription: StoredSubscription): void
  remove(subscription: StoredSubscription): void
  /** Their end has come and could not be written: it comes again a little later. */
  endLater(subscriptionIds: Iterable<string>): void
  idsOfClient(clientId: string): Iterable<string>
  clear(): void
}

/** @param expire ends these subscriptions, whose foreseen end has come */
export function createRoster(
  clock: NotifierPorts['clock'],
  expire: (subscriptionIds: readonly string[]) => Promise<void>,
): Roster {
  const byClient = new MultiMap<string, string>()
  const ends = createAgenda<string>(clock, expire)
  return {
    add(subscription) {
      byClient.add(subscription.clientId, subscription.id)
      const end = foreseenEnd(subscription)
      if (end) ends.set(subscription.id, end.at)
    },
    remove({ clientId, id }) {
      byClient.delete(clientId, id)
      ends.remove(id)
    },
    endLater: (subscriptionIds) => ends.retry(subscriptionIds),
    idsOfClient: (clientId) => byClient.get(clientId),
    clear() {
      byClient.clear()
      ends.clear()
    },
  }
}
