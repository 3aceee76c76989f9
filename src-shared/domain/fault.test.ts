import { describe, expect, it } from 'vitest'
import { zFaultRequest, type FaultAct } from './fault'

const UNAVAILABLE: FaultAct = { status: 503, code: 'UNAVAILABLE' }

describe('a request for a fault', () => {
  it.each([
    [{ match: { api: 'usagemanagement' }, act: UNAVAILABLE }, 'match.api'],
    [{ match: { api: 'usageManagement', operation: 'getSubscription' }, act: UNAVAILABLE }, 'match.operation'],
    [{ match: { rate: 1.5 }, act: UNAVAILABLE }, 'match.rate'],
    [{ match: { count: 0 }, act: UNAVAILABLE }, 'match.count'],
    [{ match: { api: 'usageManagement', device: 'tablet' }, act: UNAVAILABLE }, 'match.device'],
    [{ match: { operation: 'listUsageConsumptionReport', device: 'tablet' }, act: UNAVAILABLE }, 'match.device'],
    [{ match: { every: 3 }, act: UNAVAILABLE }, 'match.every'],
    [{ match: { skip: 2, count: 2, every: 3 }, act: UNAVAILABLE }, 'match.every'],
    [{ act: { rateLimit: { requests: 0, periodSeconds: 1 } } }, 'act.rateLimit.requests'],
    [{ act: { rateLimit: { requests: 1 } } }, 'act'],
    [{ act: UNAVAILABLE, durationSeconds: 0 }, 'durationSeconds'],
    [{ act: { status: 200, code: 'OK' } }, 'act.status'],
    [{ act: { delayMs: { from: 2, to: 1 } } }, 'act.delayMs'],
    [{ act: { reset: true, truncate: true } }, 'act'],
    [{ match: { api: 'usageManagement' } }, ''],
    [{ act: UNAVAILABLE, deviation: 'tmf677-not-json' }, ''],
    [{ match: { api: 'usageManagement' }, deviation: 'tmf677-not-json' }, ''],
  ])('%j is refused at %s', (request, where) => {
    expect(zFaultRequest.safeParse(request).error?.issues[0]?.path.join('.')).toBe(where)
  })
})
