// What may have come to the sink of a case other than it did, for checks that look back at it.
import type { Earlier, OtherPast, Reply } from '../../suite'
import type { Arrival } from '../sink/runnerSink'
import { structureIn } from '../steps/body'
import type { World } from './world'

/** @param reply the event that is judged */
export function otherPasts(reply: Reply, earlier: Earlier): readonly OtherPast[] {
  const world = earlier.staged as World // the stage of these suites makes it
  const came = world.arrivals?.() ?? []
  const past = (change: string, arrivals: readonly Arrival[]): OtherPast => ({
    change,
    earlier: { ...earlier, staged: { ...world, arrivals: () => arrivals } },
  })
  const { id } = structureIn(reply)
  return [
    past(
      'what came came twice',
      [...came, ...came].toSorted((a, b) => came.indexOf(a) - came.indexOf(b)),
    ),
    past('nothing came before', came.slice(-1)),
    past(
      'every event has the same id',
      came.map((arrival) => ({ ...arrival, event: { ...arrival.event, id } })),
    ),
  ]
}
