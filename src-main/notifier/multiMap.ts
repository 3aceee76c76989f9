const NONE: ReadonlySet<never> = new Set<never>()

/** Many values under one key, in the order in which they came; a key without values takes no room. */
export class MultiMap<Key, Value> {
  readonly #sets = new Map<Key, Set<Value>>()

  get(key: Key): ReadonlySet<Value> {
    return this.#sets.get(key) ?? NONE
  }

  add(key: Key, value: Value): void {
    const set = this.#sets.get(key)
    if (set) set.add(value)
    else this.#sets.set(key, new Set([value]))
  }

  delete(key: Key, value: Value): void {
    const set = this.#sets.get(key)
    if (set?.delete(value) && set.size === 0) this.#sets.delete(key)
  }

  clear(): void {
    this.#sets.clear()
  }
}
