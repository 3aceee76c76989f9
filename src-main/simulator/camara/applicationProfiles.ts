// Application profiles and who may see them (readings C33, C34).
import type { BenchBus } from '#shared/control/events'
import type { StoredProfile } from '#shared/domain/applicationProfile'
import type { Caller } from '#shared/domain/caller'
import type { Ids } from '#shared/domain/clocks'
import type { Document } from '#shared/domain/rowLog'
import { BenchError } from '#shared/errors/benchError'
import type { WireApplicationProfileRequest } from '#shared/wire/camara/applicationProfilesV05'

/**
 * Owner of the profiles a scenario brings along. A scenario names no clients, so every client may read and use them;
 * none may change them, for the others' sake.
 */
const EVERY_CLIENT = '*'

export interface ProfilePorts {
  ids: Ids
  bus: Pick<BenchBus, 'publish'>
  document: Document<StoredProfile[]>
  /** Ends every subscription to a profile. Resolves when that is on disk. */
  endSubscriptions: (profileId: string) => Promise<void>
}

export interface ProfileRegistry {
  /** Resolves when the profile is on disk. */
  create(caller: Caller, request: WireApplicationProfileRequest): Promise<StoredProfile>
  /** @throws BenchError `notFound`, also for a profile of another client. */
  read(caller: Caller, id: string): StoredProfile
  /**
   * Replaces the parts that are given, each one whole (reading C13).
   * @throws BenchError `notFound`; `permissionDenied` for a profile of the scenario
   */
  update(caller: Caller, id: string, request: WireApplicationProfileRequest): Promise<StoredProfile>
  /**
   * Its subscriptions end first, with `NETWORK_TERMINATED` (reading C14).
   * @throws BenchError `notFound`; `permissionDenied` for a profile of the scenario
   */
  remove(caller: Caller, id: string): Promise<void>
  /** Replaces parts of a profile of the scenario, each one whole. @throws BenchError `notFound` */
  change(id: string, request: WireApplicationProfileRequest): Promise<void>
  /** Any client's profile. */
  find(id: string): StoredProfile | undefined
  all(): readonly StoredProfile[]
  /** One that every client may use and none may change, as a scenario brings it. Resolves when it is on disk. */
  add(profile: Pick<StoredProfile, 'name' | 'networkQualityThresholds'>): Promise<StoredProfile>
  /** Removes anybody's profile, and its subscriptions with it. @throws BenchError `notFound` */
  discard(id: string): Promise<void>
  /** Puts a scenario's profiles in place of all there are, those of clients included. */
  replaceAll(profiles: readonly Omit<StoredProfile, 'clientId'>[]): Promise<void>
}

/** Whether a client may read and use a profile: its own, or one of the scenario. */
export function mayUseProfile(caller: Caller, profile: StoredProfile): boolean {
  return profile.clientId === caller.clientId || profile.clientId === EVERY_CLIENT
}

export function createProfileRegistry({ ids, bus, document, endSubscriptions }: ProfilePorts): ProfileRegistry {
  let indexed: readonly StoredProfile[] | undefined
  let index = new Map<string, StoredProfile>()

  /** The document is replaced, never changed: another array is another content, after a failed write the former. */
  function find(id: string): StoredProfile | undefined {
    if (indexed !== document.data) {
      indexed = document.data
      index = new Map(indexed.map((profile) => [profile.id, profile]))
    }
    return index.get(id)
  }

  function read(caller: Caller, id: string): StoredProfile {
    const profile = find(id)
    if (profile && mayUseProfile(caller, profile)) return profile
    throw new BenchError('notFound', `There is no application profile ${id}, or it belongs to another client.`, {
      field: 'applicationProfileId',
    })
  }

  /** One of the client's own, which it may change. */
  function own(caller: Caller, id: string): StoredProfile {
    const profile = read(caller, id)
    if (profile.clientId !== EVERY_CLIENT) return profile
    throw new BenchError('permissionDenied', `The application profile ${id} is the scenario's; create your own.`)
  }

  const announce = (profileId: string) => bus.publish({ kind: 'profile.changed', profileId })

  function existing(id: string): StoredProfile {
    const profile = find(id)
    if (profile) return profile
    throw new BenchError('notFound', `There is no application profile ${id}.`, { field: 'id' })
  }

  async function keep(parts: Omit<StoredProfile, 'id'>): Promise<StoredProfile> {
    const profile = { id: ids.uuid(), ...parts }
    await document.replace([...document.data, profile])
    announce(profile.id)
    return profile
  }

  async function drop({ id }: StoredProfile): Promise<void> {
    await endSubscriptions(id)
    await document.replace(document.data.filter((one) => one.id !== id))
    announce(id)
    await endSubscriptions(id) // one that was made meanwhile
  }

  async function replaceParts(
    before: StoredProfile,
    { networkQualityThresholds, computeResources }: WireApplicationProfileRequest,
  ): Promise<StoredProfile> {
    const profile = {
      ...before,
      ...(networkQualityThresholds && { networkQualityThresholds }),
      ...(computeResources && { computeResources }),
    }
    await document.replace(document.data.map((one) => (one.id === profile.id ? profile : one)))
    announce(profile.id)
    return profile
  }

  return {
    find,
    read,
    all: () => document.data,

    create: ({ clientId }, { networkQualityThresholds, computeResources }) =>
      keep({ clientId, networkQualityThresholds, computeResources }),
    add: (profile) => keep({ ...profile, clientId: EVERY_CLIENT }),

    update: (caller, id, request) => replaceParts(own(caller, id), request),
    async change(id, request) {
      await replaceParts(existing(id), request)
    },

    remove: async (caller, id) => drop(own(caller, id)),
    discard: async (id) => drop(existing(id)),

    async replaceAll(profiles) {
      const former = document.data.map(({ id }) => id)
      await document.replace(profiles.map((profile) => ({ ...profile, clientId: EVERY_CLIENT })))
      for (const id of new Set([...former, ...profiles.map((profile) => profile.id)])) announce(id)
    },
  }
}
