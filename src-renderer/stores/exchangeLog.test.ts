import { describe, expect, it } from 'vitest'
import type { ExchangeSummary } from '#shared/domain/exchange'
import { createExchangeLog } from './exchangeLog'

function exchange(number: number): ExchangeSummary {
  return {
    id: `x${number}`,
    number,
    at: number,
    api: number % 2 === 0 ? 'sink' : 'usageManagement',
    method: 'GET',
    url: '/',
    status: 200,
    durationMs: 1,
    requestBytes: 0,
    responseBytes: 0,
  }
}
const exchanges = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => exchange(from + i))
const numbers = (some: readonly ExchangeSummary[]) => some.map(({ number }) => number)

describe(createExchangeLog, () => {
  it('keeps the matches of its filter beside all', () => {
    const log = createExchangeLog(100)
    log.replace(exchanges(1, 4))
    log.filterBy(({ api }) => api === 'sink')
    log.append(exchanges(5, 6))
    expect(numbers(log.matches)).toEqual([2, 4, 6])
    expect(log.all).toHaveLength(6)
  })

  it('takes an exchange once, whether the snapshot or an event told of it first', () => {
    const log = createExchangeLog(100)
    log.replace(exchanges(1, 3))
    log.append(exchanges(2, 4))
    expect(numbers(log.all)).toEqual([1, 2, 3, 4])
  })

  it('drops the oldest once a tenth more than its capacity has come, from the matches too', () => {
    const log = createExchangeLog(100)
    log.filterBy(({ api }) => api === 'sink')
    log.append(exchanges(1, 110))
    expect(log.all).toHaveLength(110)
    log.append(exchanges(111, 111))
    expect(numbers(log.all).at(0)).toBe(12)
    expect(log.all).toHaveLength(100)
    expect(numbers(log.matches).at(0)).toBe(12)
  })

  it('knows the APIs of what it has, in one array until these change', () => {
    const log = createExchangeLog(10)
    log.replace([exchange(1)])
    expect(log.apis).toEqual(['usageManagement'])
    log.append([exchange(2), { ...exchange(3), api: 'oauth2' }])
    const apis = log.apis
    expect(apis).toEqual(['oauth2', 'sink', 'usageManagement'])
    log.append(exchanges(4, 11))
    expect(log.apis).toBe(apis)
    log.append(exchanges(12, 14))
    expect(log.apis).toEqual(['sink', 'usageManagement'])
    log.replace([])
    expect(log.apis).toEqual([])
  })
})
