// Subscriptions that are not at work: those that wait for their activation, and those that are suspended.
import type { StoredSubscription } from '#shared/domain/subscription'
import { BenchError } from '#shared/errors/benchError'
import { createAgenda } from './agenda'
import type { NotifierPorts } from './ports'
import type { Raised, Raising } from './raising'
import type { Watcher } from './watcher'

export interface ActivationPorts extends Pick<NotifierPorts, 'clock'> {
  readonly watcher: Pick<Watcher, 'observe' | 'reassessProfile'>
  readonly raising: Pick<Raising, 'started' | 'updated'>
  readonly recorder: { recordRaised(raised: readonly Raised[]): Promise<void> }
  readonly background: (work: Promise<void>) => Promise<void>
  readonly liveAmong: (ids: Iterable<string>) => StoredSubscription[]
}

export interface Activations {
  /** Activates it when its start comes; nothing to do for one that is active already. */
  await(subscription: StoredSubscription): void
  forget(subscriptionId: string): void
  /** Activates those whose start has come, as of that instant. */
  activateDue(subscriptionIds: readonly string[]): Promise<void>
  /** @throws BenchError `conflict` before its activation, `storageFailed` */
  setActive(subscription: StoredSubscription, isActive: boolean): Promise<StoredSubscription>
  clear(): void
}

export function createActivations(ports: ActivationPorts): Activations {
  const { clock, watcher, raising, recorder } = ports
  const starts = createAgenda<string>(clock, (due) => ports.background(activateDue(due)))

  async function activateDue(subscriptionIds: readonly string[]): Promise<void> {
    const due = ports
      .liveAmong(subscriptionIds)
      .filter(({ status, startsAt }) => status === 'ACTIVATION_REQUESTED' && startsAt <= clock.now())
    const raised = due.map((subscription) =>
      raising.started(subscription, watcher.observe(subscription, subscription.startsAt)),
    )
    try {
      await recorder.recordRaised(raised)
    } catch (error) {
      starts.retry(due.map(({ id }) => id))
      throw error
    }
    for (const { profileId } of due) watcher.reassessProfile(profileId) // what flipped since its start, after a restart
  }

  return {
    await({ id, status, startsAt }) {
      if (status === 'ACTIVATION_REQUESTED') starts.set(id, startsAt)
    },
    forget: (id) => starts.remove(id),
    activateDue,
    async setActive(subscription, isActive) {
      const { id, status, profileId } = subscription
      if (status === 'ACTIVATION_REQUESTED')
        throw new BenchError('conflict', `The subscription "${id}" is not active yet; wait for its activation.`)
      if ((status === 'ACTIVE') === isActive) return subscription
      const updated = raising.updated(subscription, isActive)
      await recorder.recordRaised([updated])
      if (isActive) watcher.reassessProfile(profileId)
      return updated.subscription
    },
    clear: () => starts.clear(),
  }
}
