// Follows what happens while a scenario plays, and says what became of each expectation as soon as it can be said.
import type { PlannedExpectation } from '../plan'
import type { Evidence, RaisedNotification, SeenExchange } from './evidence'
import { judge, matchesExchange, matchesNotification, type Finding } from './judge'

export interface Referee {
  /** A notification was raised. @returns the expectations that it may decide */
  sawNotification(one: RaisedNotification): PlannedExpectation[]
  /** A request was answered. @returns the expectations that it may decide */
  sawExchange(one: SeenExchange): PlannedExpectation[]
  /** @param isOver no more can happen that counts; @returns undefined while it is open */
  finding(expectation: PlannedExpectation, isOver: boolean): Finding | undefined
}

/**
 * @param expectations those of one play that are still open
 * @param exchangesSince bench instant from which exchanges are followed
 */
export function createReferee(
  expectations: readonly PlannedExpectation[],
  evidence: Evidence,
  exchangesSince: number,
): Referee {
  const notifications = new Map<string, Map<string, RaisedNotification>>()
  const exchanges = new Map<string, number>()

  function sawNotification(one: RaisedNotification): PlannedExpectation[] {
    return expectations.filter((expectation) => {
      const { claim, id } = expectation
      if (claim.kind !== 'notification' && claim.kind !== 'noNotification') return false
      const { subscription } = claim.is
      const subscriptionId = subscription === undefined ? undefined : evidence.subscriptionId(subscription)
      const seen = notifications.get(id) ?? new Map<string, RaisedNotification>()
      if (seen.has(one.id) || !matchesNotification(claim.is, expectation, one, subscriptionId)) return false
      notifications.set(id, seen.set(one.id, one))
      return true
    })
  }

  /** The bus tells of it when it is on disk; what was raised is known before. */
  function catchUp(): void {
    for (const one of evidence.notifications()) sawNotification(one)
  }

  catchUp()
  return {
    sawNotification,
    sawExchange(one) {
      return expectations.filter((expectation) => {
        const { claim, id } = expectation
        if (claim.kind !== 'exchange' || !matchesExchange(claim.is, expectation, one)) return false
        exchanges.set(id, (exchanges.get(id) ?? 0) + 1)
        return true
      })
    },
    finding(expectation, isOver) {
      const { id } = expectation
      if (isOver) catchUp()
      const seen = {
        notifications: [...(notifications.get(id)?.values() ?? [])],
        exchanges: exchanges.get(id) ?? 0,
        exchangesSince,
      }
      return judge(expectation, seen, evidence, isOver)
    },
  }
}
