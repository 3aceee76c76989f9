import type { Notification } from '#shared/domain/notification'

/** The pending notifications of one subscription in the order of delivery. One is under way at a time. */
export class Lane {
  /** An attempt is under way, or its outcome is on its way to the disk. */
  busy = false
  readonly #entries: { id: string; sequence: number }[] = []

  /** @param origin of the sink that all of them go to */
  constructor(readonly origin: string) {}

  get head(): string | undefined {
    return this.#entries[0]?.id
  }

  get ids(): readonly string[] {
    return this.#entries.map(({ id }) => id)
  }

  /** A redelivered notification goes before those raised after it. */
  add({ id, sequence }: Notification): void {
    if (this.#entries.some((entry) => entry.id === id)) return
    const index = this.#entries.findLastIndex((entry) => entry.sequence < sequence) + 1
    this.#entries.splice(index, 0, { id, sequence })
  }

  remove(id: string): void {
    const index = this.#entries.findIndex((entry) => entry.id === id)
    if (index >= 0) this.#entries.splice(index, 1)
  }
}
