import type { FaultView } from '#shared/control/views'
import type { FaultCall, FaultMatch } from '#shared/domain/fault'
import { seededRandom } from '#shared/domain/seededRandom'
import type { Behaviour } from './behaviour'

/** A fault as it is kept: what it is, and how far it got when it was written. */
export interface FaultRow extends FaultView {
  /** Of its chance. */
  readonly seed: number
}

/** A fault at work. */
export interface Rule {
  readonly behaviour: Behaviour
  /** Gives 0 ≤ n < 1, repeatably. */
  readonly draw: () => number
  readonly match: FaultMatch
  matches(call: FaultCall): boolean
  /** Counts a request that matches. @returns whether this is one to act on */
  take(): boolean
  row(): FaultRow
}

export function isSpent({ match, matched }: FaultView): boolean {
  return match.count !== undefined && matched >= match.count
}

function holds({ api, operation, client }: FaultMatch, call: FaultCall): boolean {
  if (api !== undefined && api !== call.api) return false
  if (operation !== undefined && operation !== call.operation) return false
  return client === undefined || client === call.clientId
}

export function createRule(start: FaultRow, behaviour: Behaviour): Rule {
  const { match } = start
  const draw = seededRandom(start.seed)
  let { matched, hits } = start

  return {
    behaviour,
    draw,
    match,
    matches: (call) => holds(match, call),
    take() {
      matched += 1
      const isHit = match.rate === undefined || draw() < match.rate
      if (isHit) hits += 1
      return isHit
    },
    row: () => ({ ...start, matched, hits }),
  }
}
