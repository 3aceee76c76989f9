import type { Flow } from '#shared/domain/flow'
import { MultiMap } from './multiMap'
import type { Observation } from './observation'

/** One flow held against one profile, for every subscription that asks for just that. */
export interface Watch {
  readonly key: string
  readonly flow: Flow
  readonly profileId: string
  readonly subscriptionIds: Set<string>
  /** What was seen when the answers became what they are now. */
  steady?: Observation
  /** The instant as of which something could not be told; it is still to be told. */
  untoldSince?: number | undefined
}

/** The watches with at least one subscription, by device and by profile. */
export class Watches {
  readonly #byKey = new Map<string, Watch>()
  readonly #bySubscription = new Map<string, Watch>()
  readonly #byDevice = new MultiMap<string, Watch>()
  readonly #byProfile = new MultiMap<string, Watch>()

  /** The watch that others share already, or a new one that counts once a subscription joins it. */
  on(flow: Flow, profileId: string): Watch {
    const key = JSON.stringify([flow, profileId])
    return this.#byKey.get(key) ?? { key, flow, profileId, subscriptionIds: new Set() }
  }

  join(watch: Watch, subscriptionId: string): void {
    watch.subscriptionIds.add(subscriptionId)
    this.#bySubscription.set(subscriptionId, watch)
    this.#byKey.set(watch.key, watch)
    this.#byDevice.add(watch.flow.deviceId, watch)
    this.#byProfile.add(watch.profileId, watch)
  }

  /** @returns the watch that has no subscription any more, if this one was its last. */
  leave(subscriptionId: string): Watch | undefined {
    const watch = this.#bySubscription.get(subscriptionId)
    this.#bySubscription.delete(subscriptionId)
    if (!watch?.subscriptionIds.delete(subscriptionId) || watch.subscriptionIds.size > 0) return undefined
    this.#byKey.delete(watch.key)
    this.#byDevice.delete(watch.flow.deviceId, watch)
    this.#byProfile.delete(watch.profileId, watch)
    return watch
  }

  all(): Iterable<Watch> {
    return this.#byKey.values()
  }

  ofDevices(deviceIds: readonly string[]): Iterable<Watch> {
    return deviceIds.flatMap((deviceId) => [...this.#byDevice.get(deviceId)])
  }

  ofProfile(profileId: string): Iterable<Watch> {
    return this.#byProfile.get(profileId)
  }

  clear(): void {
    this.#byKey.clear()
    this.#bySubscription.clear()
    this.#byDevice.clear()
    this.#byProfile.clear()
  }
}
