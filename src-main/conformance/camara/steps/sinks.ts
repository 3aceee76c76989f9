// Where the notifications of a case go: to the runner itself.
import { Unmet } from '../world/unmet'
import type { World } from '../world/world'

/** Of this case alone. @throws Unmet where no target could reach it */
export async function sinkUrlOf(world: World): Promise<string> {
  if (world.sinkUrl !== undefined) return world.sinkUrl
  if (!world.hands.bench && world.target.sinkBaseUrl === undefined) {
    throw new Unmet('the target cannot reach the sink of the runner: give sinkBaseUrl, the address at which it can')
  }
  const sink = await world.sink()
  const url = sink.urlFor(world.caseId)
  world.sinkUrl = url
  world.arrivals = () => sink.arrivals(url)
  return url
}
