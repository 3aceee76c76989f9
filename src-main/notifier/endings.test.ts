import { describe, expect, it } from 'vitest'
import type { StoredSubscription } from '#shared/domain/subscription'
import { foreseenEnd } from './endings'

function subscription(parts: Partial<StoredSubscription>): StoredSubscription {
  return { startsAt: 1000, ...parts } as StoredSubscription
}
const token = (expiresAt: number) => ({ sinkCredential: { accessToken: 'secret', expiresAt } })

describe(foreseenEnd, () => {
  it.each([
    ['its expiry', { expiresAt: 60_000 }, 60_000, 'SUBSCRIPTION_EXPIRED'],
    ['five seconds before its sink token expires', token(60_000), 55_000, 'ACCESS_TOKEN_EXPIRED'],
    ['the token, when that is first', { expiresAt: 60_000, ...token(64_999) }, 59_999, 'ACCESS_TOKEN_EXPIRED'],
    ['the expiry, when both come together', { expiresAt: 60_000, ...token(65_000) }, 60_000, 'SUBSCRIPTION_EXPIRED'],
    ['its start, when the token has hardly any time left', token(2000), 1000, 'ACCESS_TOKEN_EXPIRED'],
  ])('is %s', (_, parts, at, reason) => {
    expect(foreseenEnd(subscription(parts))).toMatchObject({ at, ending: { reason } })
  })

  it('is unknown when nothing expires', () => {
    expect(foreseenEnd(subscription({}))).toBeUndefined()
  })
})
