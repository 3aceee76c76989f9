import type { FaultView } from '#shared/control/faultViews'
import type { FaultCall, FaultMatch, Limit } from '#shared/domain/fault'
import { seededRandom } from '#shared/domain/seededRandom'
import type { Behaviour } from './behaviour'

/** A fault as it is kept: what it is, and how far it got when it was written. */
export interface FaultRow extends FaultView {
  /** Of its chance. */
  readonly seed: number
}

/** A request that a fault acts on. */
export interface Hit {
  readonly behaviour: Behaviour
  /** Gives 0 ≤ n < 1, repeatably. */
  readonly draw: () => number
  /** Bench milliseconds until the period of the fault's limit is over. */
  readonly waitMs?: number | undefined
}

/** A fault at work. */
export interface Rule {
  readonly id: string
  readonly match: FaultMatch
  /** It meets notifications, not requests. */
  readonly isOfNotifications: boolean
  /** Whether how far it got decides what it does next, so that it must outlive a kill. */
  readonly counts: boolean
  /** Leaves the device aside: it takes reading the request to know that. */
  mayMatch(call: FaultCall, now: number): boolean
  /** Counts a request that matches. @returns what to do, if this is one to act on */
  take(now: number): Hit | undefined
  row(): FaultRow
}

export function isSpent({ match: { skip = 0, count, every }, matched }: FaultView): boolean {
  return count !== undefined && every === undefined && matched >= skip + count
}

/** Whether the request after so many others that matched is one of those it counts. */
function isCounted({ skip = 0, count = Infinity, every = Infinity }: FaultMatch, before: number): boolean {
  const place = every === Infinity ? before : before % every
  return place >= skip && place < skip + count
}

type Period = NonNullable<FaultRow['period']>

function currentPeriod({ periodSeconds }: Limit, period: Period | undefined, now: number): Period {
  const isOver = periodSeconds !== undefined && period && now >= period.startedAt + periodSeconds * 1000
  return period === undefined || isOver ? { startedAt: now, passed: 0 } : period
}

/** Numbers of neighbouring requests and seeds are far apart. */
function drawsOf(seed: number, request: number): () => number {
  return seededRandom(seed ^ Math.imul(request, 0x9e3779b1))
}

export function createRule(start: FaultRow, behaviour: Behaviour): Rule {
  const { match, seed, endsAt, deviation } = start
  const { api, operation, client, skip, count, rate } = match
  const { limit } = behaviour
  let { matched, hits, period } = start

  /** What is within the limit is counted and let pass. */
  function passes(now: number): boolean {
    if (limit === undefined) return false
    period = currentPeriod(limit, period, now)
    if (period.passed >= limit.requests) return false
    period = { ...period, passed: period.passed + 1 }
    return true
  }

  function waitMs(now: number): number | undefined {
    if (limit?.periodSeconds === undefined || period === undefined) return undefined
    return period.startedAt + limit.periodSeconds * 1000 - now
  }

  return {
    id: start.id,
    match,
    isOfNotifications: behaviour.notification !== undefined,
    counts: [skip, count, rate, limit].some((part) => part !== undefined),
    mayMatch(call, now) {
      if (endsAt !== undefined && now >= endsAt) return false
      if (call.isRefused && deviation === undefined) return false
      if (api !== undefined && api !== call.api) return false
      if (operation !== undefined && operation !== call.operation) return false
      return client === undefined || client === call.clientId
    },
    take(now) {
      const draw = drawsOf(seed, matched)
      const isHit = isCounted(match, matched) && (rate === undefined || draw() < rate) && !passes(now)
      matched += 1
      if (!isHit) return undefined
      hits += 1
      return { behaviour, draw, waitMs: waitMs(now) }
    },
    row: () => ({ ...start, matched, hits, ...(period && { period }) }),
  }
}
