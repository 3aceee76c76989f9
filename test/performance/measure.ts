// Measures contestants side by side: warmed up, in turn, several rounds, so that a slow moment of the machine hits all.
import autocannon from 'autocannon'
import type { Contestant } from './contestant'

const WARM_UP_SECONDS = 2
const ROUND_SECONDS = 3
const CONNECTIONS = 16

export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
  return { median: at(0.5), least: at(0), most: at(1) }
}

/** In turn at each of the paths. */
export async function requestsPerSecond(origin: string, paths: readonly string[], seconds: number): Promise<number> {
  const requests = paths.map((path) => ({ path }))
  const result = await autocannon({ url: origin, requests, duration: seconds, connections: CONNECTIONS })
  if (result.errors > 0 || result.non2xx > 0)
    throw new Error(`${origin}${paths[0]}: ${result.errors} errors, ${result.non2xx} replies that are not 2xx`)
  return result.requests.average
}

/** Requests per second of each contestant at its paths, by round. */
export async function race(
  contestants: readonly Contestant[],
  pathsOf: (contestant: Contestant) => readonly string[],
  rounds: number,
): Promise<Map<string, number[]>> {
  const results = new Map<string, number[]>(contestants.map(({ name }) => [name, []]))
  const run = (contestant: Contestant, seconds: number) =>
    requestsPerSecond(contestant.origin, pathsOf(contestant), seconds)
  for (const contestant of contestants) await run(contestant, WARM_UP_SECONDS)
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of contestants) results.get(contestant.name)?.push(await run(contestant, ROUND_SECONDS))
  }
  return results
}

/** Ratios of one contestant to another, round by round, so that both felt the same machine. */
export function ratios(of: readonly number[], to: readonly number[]): Spread {
  return spreadOf(of.map((value, round) => value / (to[round] ?? Number.NaN)))
}

export function describeSpread({ median, least, most }: Spread, digits = 2): string {
  return `${median.toFixed(digits)} (${least.toFixed(digits)} … ${most.toFixed(digits)})`
}
