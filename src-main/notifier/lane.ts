import type { Notification } from '#shared/domain/notification'

interface Entry {
  readonly id: string
  readonly sequence: number
  /** The next one goes first. */
  isToBeOvertaken: boolean
  /** It waits for nothing any more: it overtakes, or was overtaken. */
  isFree: boolean
}

/** The pending notifications of one subscription in the order of delivery. One is under way at a time. */
export class Lane {
  /** An attempt is under way, or its outcome is on its way to the disk. */
  busy = false
  readonly #entries: Entry[] = []

  /** @param origin of the sink that all of them go to */
  constructor(readonly origin: string) {}

  get head(): string | undefined {
    return this.#entries[0]?.id
  }

  /** The head is due at once: it overtakes another, or was overtaken. */
  get isHeadFree(): boolean {
    return this.#entries[0]?.isFree ?? false
  }

  get ids(): readonly string[] {
    return this.#entries.map(({ id }) => id)
  }

  /**
   * A redelivered notification goes before those raised after it.
   * @param isToBeOvertaken it lets the next one pass
   */
  add({ id, sequence }: Notification, isToBeOvertaken = false): void {
    const known = this.#entries.find((entry) => entry.id === id)
    if (known) {
      known.isFree = false // it was tried: the schedule says when it is its turn
      return
    }
    const index = this.#entries.findLastIndex((entry) => entry.sequence < sequence) + 1
    const entry = { id, sequence, isToBeOvertaken, isFree: false }
    const before = this.#entries[index - 1]
    if (!before?.isToBeOvertaken || (index === 1 && this.busy)) {
      this.#entries.splice(index, 0, entry)
      return
    }
    Object.assign(before, { isToBeOvertaken: false, isFree: true })
    this.#entries.splice(index - 1, 0, { ...entry, isToBeOvertaken: false, isFree: true })
  }

  remove(id: string): void {
    const index = this.#entries.findIndex((entry) => entry.id === id)
    if (index >= 0) this.#entries.splice(index, 1)
  }
}
