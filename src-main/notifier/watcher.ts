// Watches the network for the subscriptions: reassesses when something changed, and at the very instants at which an
// answer changes by itself. It decides that there is something to tell, never how.
import type { StoredSubscription } from '#shared/domain/subscription'
import { createAgenda } from './agenda'
import { isActive } from './endings'
import { answersOf, differs, observe, type Observation } from './observation'
import type { NotifierPorts } from './ports'
import { Watches, type Watch } from './watches'

/** A subscription whose answers are no longer what it was told. */
export interface Flip {
  readonly subscription: StoredSubscription
  readonly observation: Observation
}

export interface WatcherPorts extends Pick<
  NotifierPorts,
  'clock' | 'bus' | 'log' | 'network' | 'thresholdsOf' | 'holdMs'
> {
  tell(flips: readonly Flip[]): Promise<void>
  /** Takes on work that nobody waits for. */
  background(work: Promise<void>): Promise<void>
}

type Watched = Pick<StoredSubscription, 'deviceId' | 'applicationServer' | 'applicationServerPorts' | 'profileId'>

export interface Watcher {
  /** What the network does for such a subscription at an instant. */
  observe(subscription: Watched, at: number): Observation
  /** @param since its answers are known to be what they are, up to this instant */
  watch(subscription: StoredSubscription, since: number): void
  unwatch(subscriptionId: string): void
  /** The ids of the subscriptions to a profile. */
  ofProfile(profileId: string): string[]
  ofDevice(deviceId: string): string[]
  /** Reassesses the subscriptions to a profile as of now. */
  reassessProfile(profileId: string): void
  /** Reassesses every subscription as of now: what flipped while nobody watched is told now. */
  reassessAll(): void
  /** Forgets all watches; goes on listening. */
  clear(): void
  stop(): void
}

function subscriptionIdsOf(watches: Iterable<Watch>): string[] {
  return [...watches].flatMap(({ subscriptionIds }) => [...subscriptionIds])
}

export function createWatcher(ports: WatcherPorts): Watcher {
  const { clock, bus, network, thresholdsOf } = ports
  const subscriptions = ports.log.table('subscriptions')
  const watches = new Watches()
  const flips = createAgenda<Watch>(clock, (due, at) => ports.background(reassess(due, at)))

  const unsubscribers = [
    bus.on('condition.changed', ({ deviceIds, since }) =>
      reassessAsOf(since, deviceIds === 'all' ? watches.all() : watches.ofDevices(deviceIds)),
    ),
    bus.on('profile.changed', ({ profileId }) => reassessProfile(profileId)),
    bus.on('settings.changed', () => reassessAsOf(clock.now(), watches.all())), // the hold time is one of them
  ]

  function watchOf({ deviceId, applicationServer, applicationServerPorts, profileId }: Watched): Watch {
    return watches.on(network.flowOf(deviceId, applicationServer, applicationServerPorts), profileId)
  }

  /** The observation at the instant from which the answers are what they are now, as far as this watch has seen. */
  function steadyObservation(watch: Watch, at: number): Observation {
    const now = observe(ports, watch, at)
    const { steady } = watch
    const isSteady = steady && steady.at <= at && !differs(now.findings, answersOf(steady.findings))
    watch.steady = ports.holdMs() > 0 && isSteady ? steady : now
    return watch.steady
  }

  /**
   * The subscriptions of the watch that were told something else, and the first instant after `at` as of which others
   * were told already: what they are told goes on from there, not from before.
   */
  function flipsOf(watch: Watch, observation: Observation, at: number): { flipped: Flip[]; goesOnAt: number } {
    const flipped: Flip[] = []
    let goesOnAt = Infinity
    for (const id of watch.subscriptionIds) {
      const subscription = subscriptions.get(id)
      if (!subscription || !isActive(subscription)) continue
      if (subscription.answersSince > at) goesOnAt = Math.min(goesOnAt, subscription.answersSince)
      else if (differs(observation.findings, subscription.answers)) flipped.push({ subscription, observation })
    }
    return { flipped, goesOnAt }
  }

  /** @param lookAt when to look again, whether or not an answer changes by then */
  function arm(watch: Watch, after: number, lookAt = Infinity): void {
    const flipsAt = network.nextFlip(watch.flow, thresholdsOf(watch.profileId) ?? [], after) ?? Infinity
    const next = Math.min(flipsAt, lookAt)
    if (next === Infinity) flips.remove(watch)
    else flips.set(watch, next)
  }

  /** Computes each watch once, however many subscriptions share it. */
  function reassessWatch(watch: Watch, asOf: number): Flip[] {
    const at = Math.min(asOf, watch.untoldSince ?? asOf)
    watch.untoldSince = undefined
    const observation = steadyObservation(watch, at)
    const { flipped, goesOnAt } = flipsOf(watch, observation, at)
    const tellAt = observation.at + ports.holdMs()
    const isHeld = flipped.length > 0 && tellAt > at
    arm(watch, at, isHeld ? Math.min(tellAt, goesOnAt) : goesOnAt)
    return isHeld ? [] : flipped
  }

  async function reassess(affected: Iterable<Watch>, at: number): Promise<void> {
    const flipped: Flip[] = []
    const telling: Watch[] = []
    for (const watch of affected) {
      const found = reassessWatch(watch, at)
      if (found.length > 0) telling.push(watch)
      for (const flip of found) flipped.push(flip)
    }
    if (flipped.length === 0) return
    try {
      await ports.tell(flipped)
    } catch (error) {
      for (const watch of telling) watch.untoldSince = Math.min(at, watch.untoldSince ?? at)
      flips.retry(telling)
      throw error
    }
  }

  /** @param at may lie a little in the past: an event bears the instant of the crossing, not of its discovery (C24). */
  function reassessAsOf(at: number, affected: Iterable<Watch>): void {
    void ports.background(reassess(affected, at))
  }

  function reassessProfile(profileId: string): void {
    reassessAsOf(clock.now(), watches.ofProfile(profileId))
  }

  return {
    observe: (subscription, at) => observe(ports, watchOf(subscription), at),
    watch(subscription, since) {
      const watch = watchOf(subscription)
      if (watch.subscriptionIds.size === 0) arm(watch, since)
      watches.join(watch, subscription.id)
    },
    unwatch(subscriptionId) {
      const abandoned = watches.leave(subscriptionId)
      if (abandoned) flips.remove(abandoned)
    },
    ofProfile: (profileId) => subscriptionIdsOf(watches.ofProfile(profileId)),
    ofDevice: (deviceId) => subscriptionIdsOf(watches.ofDevices([deviceId])),
    reassessProfile,
    reassessAll: () => reassessAsOf(clock.now(), watches.all()),
    clear() {
      watches.clear()
      flips.clear()
    },
    stop() {
      for (const unsubscribe of unsubscribers) unsubscribe()
      flips.clear()
    },
  }
}
