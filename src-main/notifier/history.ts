/** Ids of what is over, oldest first, so that the rows kept stay bounded. */
export interface History {
  add(id: string): void
  /** It goes on after all. */
  remove(id: string): void
  /** Makes one that is in the newest. */
  touch(id: string): void
  /** Takes out the oldest ids beyond the limit, up to the first that is still needed. */
  takeSurplus(): string[]
  clear(): void
}

export function createHistory(limit: number, isNeeded: (id: string) => boolean = () => false): History {
  const ids = new Set<string>()
  return {
    add: (id) => void ids.add(id),
    remove: (id) => void ids.delete(id),
    touch(id) {
      if (ids.delete(id)) ids.add(id)
    },
    takeSurplus() {
      const surplus: string[] = []
      for (const id of ids) {
        if (ids.size <= limit || isNeeded(id)) break
        ids.delete(id)
        surplus.push(id)
      }
      return surplus
    },
    clear: () => ids.clear(),
  }
}
