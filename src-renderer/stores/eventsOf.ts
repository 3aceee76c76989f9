import type { BenchEvent, BenchEventKind, BenchEventOf } from '#shared/control/events'

/** Those of a batch that are of one kind, in order. */
export function eventsOf<Kind extends BenchEventKind>(
  events: readonly BenchEvent[],
  kind: Kind,
): readonly BenchEventOf<Kind>[] {
  return events.filter((event): event is BenchEventOf<Kind> => event.kind === kind)
}
