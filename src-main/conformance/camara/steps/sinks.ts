// Where the notifications of a case go: to the runner itself.
import { Unmet } from '../world/unmet'
import type { World } from '../world/world'

/** Our own bench is told to trust the certificate of the sink. */
async function introduce(world: World, trust: { origin: string; ca: string }): Promise<void> {
  const { bench } = world.hands
  if (!bench) return
  const { trustedSinks } = await bench.readSettings()
  if (trustedSinks.some(({ origin }) => origin === trust.origin)) return
  await bench.changeSettings({ body: { trustedSinks: [...trustedSinks, trust] } })
  world.later(async (hands) => {
    const { trustedSinks: now = [] } = (await hands.bench?.readSettings()) ?? {}
    await hands.bench?.changeSettings({ body: { trustedSinks: now.filter(({ origin }) => origin !== trust.origin) } })
  })
}

/** Of this case alone. @throws Unmet where no target could reach it */
export async function sinkUrlOf(world: World): Promise<string> {
  if (world.sinkUrl !== undefined) return world.sinkUrl
  if (!world.hands.bench && world.target.sinkBaseUrl === undefined) {
    throw new Unmet('the target cannot reach the sink of the runner: give sinkBaseUrl, the address at which it can')
  }
  const sink = await world.sink()
  if (sink.trust) await introduce(world, sink.trust)
  const url = sink.urlFor(world.caseId)
  world.sinkUrl = url
  world.arrivedEvents = () => sink.arrivals(url).map(({ event }) => event)
  return url
}
