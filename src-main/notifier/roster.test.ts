import { describe, expect, it } from 'vitest'
import type { StoredSubscription } from '#shared/domain/subscription'
import { createTestClock } from '../../test/support/testClock'
import { createRoster } from './roster'

describe(createRoster, () => {
  it('forgets a subscription that is over', () => {
    const roster = createRoster(createTestClock(), () => Promise.resolve())
    const subscription = { id: 's1', clientId: 'app', startsAt: 0 } as StoredSubscription
    roster.add(subscription)
    expect([...roster.idsOfClient('app')]).toEqual(['s1'])
    roster.remove(subscription)
    expect([...roster.idsOfClient('app')]).toEqual([])
  })
})
