import type { BenchBus, BenchEvent, BenchEventKind } from '#shared/control/events'

type Listener = (event: BenchEvent) => void

/** The typed bus on which rooms meet: synchronous, in order, to the listeners of that kind. */
export function createBus(): BenchBus {
  const byKind = new Map<BenchEventKind, Set<Listener>>()
  const toAll = new Set<Listener>()

  function listen(listeners: Set<Listener>, listener: Listener): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return {
    publish(event) {
      for (const listener of byKind.get(event.kind) ?? []) listener(event)
      for (const listener of toAll) listener(event)
    },
    on(kind, listener) {
      const listeners = byKind.get(kind) ?? new Set()
      byKind.set(kind, listeners)
      return listen(listeners, listener as Listener)
    },
    onAny: (listener) => listen(toAll, listener),
  }
}
