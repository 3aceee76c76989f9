import type { BenchClock, Cancel } from '#shared/domain/clocks'

/** In bench time; by then the disk may have space again. */
const RETRY_AFTER_MS = 5000

/** Keys that fall due at instants of the bench clock; each key stands in it once. */
export interface Agenda<Key> {
  /** Enters the key, or moves it to another instant. */
  set(key: Key, dueAt: number): void
  /** Enters keys whose work has failed, to be taken up again a little later. */
  retry(keys: Iterable<Key>): void
  remove(key: Key): void
  clear(): void
}

/**
 * All keys of one instant fall due together, in one task of the clock. Thousands of subscriptions that wait for the
 * same instant are so handled side by side, while a jump of the clock still goes from instant to instant.
 */
export function createAgenda<Key>(
  clock: BenchClock,
  run: (keys: readonly Key[], dueAt: number) => Promise<void>,
): Agenda<Key> {
  const instants = new Map<Key, number>()
  const entries = new Map<number, { keys: Set<Key>; cancel: Cancel }>()

  function fire(dueAt: number): Promise<void> {
    const keys = [...(entries.get(dueAt)?.keys ?? [])]
    entries.delete(dueAt)
    for (const key of keys) instants.delete(key)
    return run(keys, dueAt)
  }

  function remove(key: Key): void {
    const dueAt = instants.get(key)
    if (dueAt === undefined) return
    instants.delete(key)
    const entry = entries.get(dueAt)
    if (!entry?.keys.delete(key) || entry.keys.size > 0) return
    entry.cancel()
    entries.delete(dueAt)
  }

  function set(key: Key, dueAt: number): void {
    if (instants.get(key) === dueAt) return
    remove(key)
    instants.set(key, dueAt)
    const entry = entries.get(dueAt)
    if (entry) entry.keys.add(key)
    else entries.set(dueAt, { keys: new Set([key]), cancel: clock.schedule(dueAt, () => fire(dueAt)) })
  }

  return {
    set,
    retry(keys) {
      const dueAt = clock.now() + RETRY_AFTER_MS
      for (const key of keys) set(key, dueAt)
    },
    remove,
    clear() {
      for (const { cancel } of entries.values()) cancel()
      entries.clear()
      instants.clear()
    },
  }
}
