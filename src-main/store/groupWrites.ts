// Group commit: one write at a time, and everybody who asks while it runs shares the next one.
import type { BenchError } from '#shared/errors/benchError'

interface Waiter {
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export class GroupWrites {
  readonly #waiting: Waiter[] = []
  #running: Promise<void> | undefined
  #refusal: BenchError | undefined

  /**
   * @param write brings what is in memory to disk: everything that was changed before it was called, or the oldest of these
   *   changes and how many they are
   * @param revert makes memory again what is on disk
   */
  constructor(
    private readonly write: () => Promise<number | void>,
    private readonly revert: () => void,
  ) {}

  /**
   * Makes a change in memory at once.
   * @returns resolves when a write that began after the change is done
   * @throws what the write threw; memory is then what is on disk. A change made while a failing write ran is refused
   *   with it, for it was decided on what has just been taken back.
   */
  async change(apply: () => void): Promise<void> {
    if (this.#refusal) throw this.#refusal
    apply()
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#running ??= this.#run()
    })
  }

  /** Refuses further changes, with this reason; resolves when those made so far are on disk or refused. */
  async close(reason: BenchError): Promise<void> {
    this.#refusal ??= reason
    await this.#running
  }

  async #run(): Promise<void> {
    await Promise.resolve() // what is asked for in the same turn shares the first write
    while (this.#waiting.length > 0) {
      const asked = this.#waiting.length
      try {
        const written = (await this.write()) ?? asked
        for (const { resolve } of this.#waiting.splice(0, written)) resolve()
      } catch (error) {
        this.revert()
        for (const { reject } of this.#waiting.splice(0)) reject(error)
      }
    }
    this.#running = undefined
  }
}
