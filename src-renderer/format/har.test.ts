import { describe, expect, it } from 'vitest'
import type { Exchange } from '#shared/domain/exchange'
import { harOf } from './har'

const exchange: Exchange = {
  id: 'x1',
  number: 1,
  at: Date.UTC(2026, 0, 1),
  api: 'usageManagement',
  method: 'GET',
  url: '/usageManagement/v1/usageConsumptionReport?fields=id,bucket',
  status: 200,
  durationMs: 4.2,
  requestBytes: 0,
  responseBytes: 2,
  requestHeaders: { accept: 'application/json' },
  responseHeaders: { 'content-type': 'application/json' },
  responseBody: '[]',
  bodiesDropped: false,
}

describe(harOf, () => {
  it('completes the address, takes its query apart and keeps the body with its type', () => {
    const [entry] = harOf([exchange], 'http://127.0.0.1:9091', '1.0').log.entries
    expect(entry).toMatchObject({
      startedDateTime: '2026-01-01T00:00:00.000Z',
      request: {
        url: 'http://127.0.0.1:9091/usageManagement/v1/usageConsumptionReport?fields=id,bucket',
        queryString: [{ name: 'fields', value: 'id,bucket' }],
      },
      response: { status: 200, content: { mimeType: 'application/json', text: '[]', size: 2 } },
    })
  })

  it('leaves an address alone that is complete, and has status 0 where no reply came', () => {
    const { status: _, ...unanswered } = { ...exchange, url: 'https://sink.example/x' }
    const [entry] = harOf([unanswered], 'http://127.0.0.1:9091', '1.0').log.entries
    expect(entry?.request.url).toBe('https://sink.example/x')
    expect(entry?.response.status).toBe(0)
  })
})
