import { describe, expect, it } from 'vitest'
import { zExpectation, claimOf } from '#shared/domain/scenario/expectation'
import type { Evidence } from './evidence'
import { judge } from './judge'

const OPENS = 1000
const NOTHING: Evidence = {
  notifications: () => [],
  subscriptionId: () => undefined,
  isMet: () => undefined,
  remaining: () => undefined,
  counted: () => undefined,
}

/** What is said, at the end of its time, of an expectation of so many exchanges when so many are known. */
function verdictOf(claim: object, exchanges: number, exchangesSince: number) {
  const expectation = zExpectation.parse({ within: '10s', exchange: { api: 'usageManagement', ...claim } })
  const planned = { id: 'e', title: 'E', claim: claimOf(expectation), opensAt: OPENS, closesAt: OPENS + 10_000 }
  return judge(planned, { exchangesSince, notifications: [], exchanges }, NOTHING, true)?.verdict
}

describe('an expectation of exchanges', () => {
  it.each([
    [{ count: 0 }, 0, 'pass'],
    [{ count: 0 }, 1, 'fail'],
    [{ count: 3 }, 2, 'fail'],
    [{ count: 3 }, 3, 'pass'],
    [{ atLeast: 2 }, 1, 'fail'],
    [{ atLeast: 2 }, 2, 'pass'],
    [{}, 0, 'fail'],
  ])('%j with %i seen from the beginning is a %s', (claim, seen, verdict) => {
    expect(verdictOf(claim, seen, OPENS)).toBe(verdict)
  })

  it.each([
    [{ count: 0 }, 0, 'inconclusive'],
    [{ count: 0 }, 1, 'fail'],
    [{ count: 3 }, 2, 'inconclusive'],
    [{ count: 3 }, 3, 'inconclusive'],
    [{ count: 3 }, 4, 'fail'],
    [{ atLeast: 2 }, 1, 'inconclusive'],
    [{ atLeast: 2 }, 2, 'pass'],
  ])('%j with %i seen after a restart is %s', (claim, seen, verdict) => {
    expect(verdictOf(claim, seen, OPENS + 1)).toBe(verdict)
  })
})
