// What keeps this process alive: open sockets, listeners, timers, file operations. The test runner has some of its own,
// and its timers come and go.
import { setTimeout as sleep } from 'node:timers/promises'

export type ResourceCounts = Readonly<Record<string, number>>

const RUNNER_QUIET_MS = 200
const LONGEST_CLOSING_MS = 2000

function activeResources(): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of process.getActiveResourcesInfo()) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

function beyond(before: ResourceCounts): ResourceCounts {
  return Object.fromEntries(Object.entries(activeResources()).filter(([name, count]) => count > (before[name] ?? 0)))
}

/** The fewest of each kind that are open for a while in which nothing happens. */
export async function quietResources(): Promise<ResourceCounts> {
  const fewest = activeResources()
  const until = performance.now() + RUNNER_QUIET_MS
  while (performance.now() < until) {
    await sleep(5)
    const now = activeResources()
    for (const name of Object.keys(fewest)) fewest[name] = Math.min(fewest[name] ?? 0, now[name] ?? 0)
  }
  return fewest
}

/** What is open that was not before, after what is just being closed has gone. */
export async function resourcesLeft(before: ResourceCounts): Promise<ResourceCounts> {
  const until = performance.now() + LONGEST_CLOSING_MS
  while (Object.keys(beyond(before)).length > 0 && performance.now() < until) await sleep(5)
  return beyond(before)
}
