// Whose turn it is: work that is ready, by the sink origin it goes to, so that one sink which is slow or silent does not
// keep the others waiting.

/** As much at the same time as an origin gets that did not answer lately. A jump of the clock waits for these, too. */
const ON_PROBATION = 16

interface Origin<Work> {
  readonly ready: Set<Work>
  underWay: number
  isSilent: boolean
}

export interface Turns<Work> {
  /** Enters work that is ready; what is in already stays where it is. */
  add(work: Work): void
  /** The next piece of work whose origin may have another, in fair turn; it is under way from then on. */
  take(): Work | undefined
  /** @param answered whether the sink did; one that kept silent gets less at the same time until it answers */
  done(work: Work, answered: boolean): void
  /** Forgets what is ready; what is under way still comes to `done`. */
  clear(): void
}

export function createTurns<Work extends { readonly origin: string }>(
  maxPerOrigin: number,
  maxOnProbation = Math.min(ON_PROBATION, maxPerOrigin),
): Turns<Work> {
  const origins = new Map<string, Origin<Work>>()
  /** Origins that have something ready and may take more, the next in turn first. */
  const open = new Set<string>()

  function originOf(name: string): Origin<Work> {
    const known = origins.get(name)
    if (known) return known
    const made = { ready: new Set<Work>(), underWay: 0, isSilent: false }
    origins.set(name, made)
    return made
  }

  /** To the end of the queue, out of it, or away altogether. */
  function queue(name: string, origin: Origin<Work>): void {
    open.delete(name)
    if (origin.ready.size === 0) {
      if (origin.underWay === 0 && !origin.isSilent) origins.delete(name)
      return
    }
    if (origin.underWay < (origin.isSilent ? maxOnProbation : maxPerOrigin)) open.add(name)
  }

  return {
    add(work) {
      const origin = originOf(work.origin)
      origin.ready.add(work)
      if (!open.has(work.origin)) queue(work.origin, origin)
    },
    take() {
      for (const name of open) {
        const origin = originOf(name)
        const [work] = origin.ready
        if (work === undefined) continue
        origin.ready.delete(work)
        origin.underWay += 1
        queue(name, origin)
        return work
      }
      return undefined
    },
    done(work, answered) {
      const origin = originOf(work.origin)
      origin.underWay -= 1
      origin.isSilent = !answered
      queue(work.origin, origin)
    },
    clear() {
      open.clear()
      for (const { ready } of origins.values()) ready.clear()
    },
  }
}
