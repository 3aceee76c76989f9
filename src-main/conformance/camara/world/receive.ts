// Waits for what the target sends by itself.
import type { Prepared } from '../../stage'
import type { EventName } from '../scenario/action'
import { typeOf, type Arrival, type RunnerSink } from '../sink/runnerSink'
import { Unmet } from './unmet'
import type { World } from './world'

/** A bench that has nothing under way after so many looks will not send anything. */
const QUIET_LOOKS = 3
const LOOK_EVERY_MS = 150

function isOf({ event }: Arrival, name: EventName): boolean {
  return typeOf(event).endsWith(`.${name}`)
}

/** What came to the sink of this case and was not judged yet. */
const judged = new WeakSet<Arrival>()

/** Else whatever came: it may be meant, and be named wrongly. */
function anything(sink: RunnerSink, url: string): Arrival | undefined {
  return sink.arrivals(url).find((arrival) => !judged.has(arrival))
}

function found(sink: RunnerSink, url: string, name: EventName): Arrival | undefined {
  return sink.arrivals(url).find((arrival) => isOf(arrival, name) && !judged.has(arrival))
}

/** Whether our own bench still has something to send to this sink; a foreign target may always have. */
async function isUnderWay({ unseen: { bench } }: World, url: string): Promise<boolean> {
  if (!bench) return true
  const { items } = await bench.listNotifications()
  return items.some(({ sink, state }) => sink === url && state === 'pending')
}

async function waitFor(name: EventName, world: World, sink: RunnerSink, url: string): Promise<Arrival | undefined> {
  const { wall, timeoutMs, signal } = world
  const startedMs = wall.elapsedMs()
  let quietLooks = 0
  while (!signal?.aborted && wall.elapsedMs() - startedMs < timeoutMs && quietLooks < QUIET_LOOKS) {
    const arrival = found(sink, url, name)
    if (arrival) return arrival
    await sink.nextArrival(LOOK_EVERY_MS)
    quietLooks = (await isUnderWay(world, url)) ? 0 : quietLooks + 1
  }
  return found(sink, url, name) ?? anything(sink, url)
}

/**
 * @returns undefined when the run was cancelled meanwhile
 * @throws Unmet where nothing can come, or ControlClientError
 */
export async function receive(name: EventName, world: World): Promise<Prepared | undefined> {
  const { sinkUrl, signal } = world
  if (sinkUrl === undefined) throw new Unmet('no request before named the sink of the runner')
  const sink = await world.sink()
  const arrival = await waitFor(name, world, sink, sinkUrl)
  if (signal?.aborted) return undefined
  if (arrival) {
    judged.add(arrival)
    return { kind: 'received', request: arrival.request, response: arrival.response }
  }
  const came = sink.arrivals(sinkUrl).map(({ event }) => typeOf(event) || 'something that is no event')
  const others = came.length === 0 ? 'nothing came' : `there came ${came.join(', ')}`
  return {
    kind: 'missing',
    request: { method: 'POST', url: sinkUrl, headers: {}, body: null },
    message: `no notification of the type ${name} arrives: ${others}`,
  }
}
