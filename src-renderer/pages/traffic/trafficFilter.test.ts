import { describe, expect, it } from 'vitest'
import type { ExchangeSummary } from '#shared/domain/exchange'
import { matcherOf } from './trafficFilter'

const answered: ExchangeSummary = {
  id: 'x',
  number: 1,
  at: 0,
  api: 'usageManagement',
  method: 'GET',
  url: '/usageManagement/v1/usageConsumptionReport',
  status: 404,
  durationMs: 1,
  requestBytes: 0,
  responseBytes: 0,
}
const { status: _, ...unanswered } = answered

describe(matcherOf, () => {
  it.each([
    [{ api: '', status: '', text: '' }, true],
    [{ api: 'sink', status: '', text: '' }, false],
    [{ api: 'usageManagement', status: '4xx', text: '' }, true],
    [{ api: '', status: '2xx', text: '' }, false],
    [{ api: '', status: 'none', text: '' }, false],
    [{ api: '', status: '', text: 'CONSUMPTIONreport' }, true],
    [{ api: '', status: '', text: 'subscriptions' }, false],
    [{ api: '', status: '', text: '/v.' }, false],
  ])('%o lets a GET answered 404 through: %s', (filter, through) => {
    expect(matcherOf(filter)(answered)).toBe(through)
  })

  it('finds what got no reply', () => {
    expect(matcherOf({ api: '', status: 'none', text: '' })(unanswered)).toBe(true)
    expect(matcherOf({ api: '', status: '5xx', text: '' })(unanswered)).toBe(false)
  })
})
