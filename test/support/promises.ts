// What clients of a bench were promised, and what must therefore be there after it was killed.

/** One change a client asks for: the value a resource is to have, undefined when it is to be deleted. */
export interface AskedChange {
  /** Absent while a resource is being created whose id the bench chooses. */
  readonly key?: string
  readonly value: string | undefined
}

/** Resources by key, `usage-report ur001` for example, each with the value that tells one state of it from another. */
export type Resources = ReadonlyMap<string, string>

export class Promises {
  /** Undefined: it was answered as deleted. */
  private readonly promised = new Map<string, string | undefined>()
  private readonly unanswered = new Set<AskedChange>()
  private readonly awaitedCounts = new Map<number, () => void>()
  private answeredCount = 0

  /** Resolves once so many more changes were answered. */
  answered(count: number): Promise<void> {
    return new Promise((resolve) => this.awaitedCounts.set(this.answeredCount + count, resolve))
  }

  /**
   * Asks for a change and notes what is answered; without an answer both the former and the new state are right.
   * @param ask resolves to the key of the resource once the bench answered with success
   */
  async ask(change: AskedChange, ask: () => Promise<string>): Promise<string> {
    this.unanswered.add(change)
    const key = await ask()
    this.unanswered.delete(change)
    this.promised.set(key, change.value)
    this.answeredCount += 1
    this.awaitedCounts.get(this.answeredCount)?.()
    return key
  }

  /** @returns what is lost, came back or was never asked for, each in words. */
  broken(found: Resources): string[] {
    const open = [...this.unanswered]
    const mayBe = (key: string, value: string | undefined) =>
      open.some((change) => change.key === key && change.value === value)
    const wrong = [...this.promised]
      .filter(([key, value]) => found.get(key) !== value && !mayBe(key, found.get(key)))
      .map(([key, value]) => `${key} was promised to be ${value ?? 'gone'}, it is ${found.get(key) ?? 'gone'}`)
    const unknown = [...found].filter(([key, value]) => !this.promised.has(key) && !mayBe(key, value))
    const creations = open.filter(({ key }) => key === undefined).length
    return unknown.length <= creations ? wrong : [...wrong, ...unknown.map(([key]) => `${key} was never asked for`)]
  }

  /** From here on what was found is what is promised; what was deleted stays deleted. */
  adopt(found: Resources): void {
    this.unanswered.clear()
    for (const key of this.promised.keys()) this.promised.set(key, found.get(key))
    for (const [key, value] of found) this.promised.set(key, value)
  }
}
