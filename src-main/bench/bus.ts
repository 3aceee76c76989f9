import type { BenchBus, BenchEvent, BenchEventKind } from '#shared/control/events'

type Listener = (event: BenchEvent) => void

/**
 * The typed bus on which rooms meet: synchronous and in order. What a listener publishes is told after the event it
 * answers to has reached everybody, so that a cause comes before its consequence for each of them.
 */
export function createBus(): BenchBus {
  const byKind = new Map<BenchEventKind, Set<Listener>>()
  const toAll = new Set<Listener>()
  const waiting: BenchEvent[] = []
  let isTelling = false

  function tell(event: BenchEvent): void {
    for (const listener of byKind.get(event.kind) ?? []) listener(event)
    for (const listener of toAll) listener(event)
  }

  function listen(listeners: Set<Listener>, listener: Listener): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return {
    publish(event) {
      waiting.push(event)
      if (isTelling) return
      isTelling = true
      try {
        for (let next = waiting.shift(); next; next = waiting.shift()) tell(next)
      } finally {
        isTelling = false
      }
    },
    on(kind, listener) {
      const listeners = byKind.get(kind) ?? new Set()
      byKind.set(kind, listeners)
      return listen(listeners, listener as Listener)
    },
    onAny: (listener) => listen(toAll, listener),
  }
}
