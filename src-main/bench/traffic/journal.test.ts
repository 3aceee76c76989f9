import { describe, expect, it } from 'vitest'
import type { NewExchange } from '#shared/domain/exchange'
import { createBus } from '../bus'
import { createJournal, type JournalLimits } from './journal'

function journalWith(limits?: JournalLimits) {
  let ids = 0
  const bus = createBus()
  const published: number[] = []
  bus.on('exchange.recorded', ({ exchange }) => published.push(exchange.number))
  return { journal: createJournal({ bus, ids: { uuid: () => `x${++ids}` } }, limits), published }
}

function exchange(change: Partial<NewExchange> = {}): NewExchange {
  const headers = { requestHeaders: {}, responseHeaders: {} }
  return { at: 0, api: 'usageManagement', method: 'GET', url: '/', status: 200, durationMs: 1, ...headers, ...change }
}

describe('the exchange journal', () => {
  it('numbers exchanges, publishes each and lists those after a number', () => {
    const { journal, published } = journalWith()
    for (let count = 0; count < 5; count += 1) journal.record(exchange())
    expect(published).toEqual([1, 2, 3, 4, 5])
    expect(journal.list(2, 2).map((one) => one.number)).toEqual([3, 4])
  })

  it('keeps the newest summaries only', () => {
    const { journal } = journalWith({ summaries: 3, totalBytes: 1000, pageBytes: 100 })
    for (let count = 0; count < 10; count += 1) journal.record(exchange())
    expect(journal.list(0, 100).map((one) => one.number)).toEqual([8, 9, 10])
    expect(journal.read('x7')).toBeUndefined()
    expect(journal.read('x8')).toMatchObject({ number: 8 })
  })

  it('drops the oldest bodies first and shows that it did', () => {
    const { journal } = journalWith({ summaries: 100, totalBytes: 200, pageBytes: 100 })
    for (let count = 0; count < 3; count += 1) journal.record(exchange({ responseBody: 'b'.repeat(40) }))
    expect(journal.read('x1')).toMatchObject({ bodiesDropped: true, responseBytes: 40 })
    expect(journal.read('x1')?.responseBody).toBeUndefined()
    expect(journal.read('x3')).toMatchObject({ bodiesDropped: false, responseBody: 'b'.repeat(40) })
  })

  it('counts bytes, not characters, and reads headers and bodies as they were', () => {
    const { journal } = journalWith()
    const detail = {
      requestHeaders: { accept: '*/*' },
      responseHeaders: { etag: '"1"' },
      responseBody: '{"name":"Größe"}',
    }
    journal.record(exchange(detail))
    expect(journal.read('x1')).toMatchObject({ ...detail, requestBytes: 0, responseBytes: 18 })
    expect(journal.read('x1')).not.toHaveProperty('requestBody')
  })

  it('redacts before anything is kept', () => {
    const { journal } = journalWith()
    journal.record(
      exchange({
        requestHeaders: { authorization: 'Bearer abc' },
        requestBody: '{"accessToken":"abc"}',
        url: '/?token=abc',
      }),
    )
    expect(JSON.stringify([journal.read('x1'), journal.list(0, 1)])).not.toContain('abc')
  })

  it('lists one API when asked to', () => {
    const { journal } = journalWith()
    journal.record(exchange())
    journal.record(exchange({ api: 'oauth2' }))
    expect(journal.list(0, 10, 'oauth2').map((one) => one.number)).toEqual([2])
  })
})
