import { afterEach, describe, expect, it, vi } from 'vitest'
import { BENCH_ERROR_CODES, BenchError } from '#shared/errors/benchError'
import { type ControlFixture, startControl, TOKEN } from '../../test/support/controlFixture'

const HEADERS = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' }

let control: ControlFixture
afterEach(() => control.stop())

describe('an operation', () => {
  it('is given its path parameters decoded, and answers 204 without a body', async () => {
    control = await startControl()
    const reply = await control.send('DELETE', '/control/v1/degradations/a%2Fb%20c', HEADERS)
    expect(reply).toMatchObject({ status: 204, text: '' })
    expect(control.calls).toEqual([{ name: 'removeDegradation', input: { id: 'a/b c' } }])
  })

  it('is given its query parsed, with defaults filled in', async () => {
    control = await startControl()
    await control.send('GET', '/control/v1/exchanges?after=7', HEADERS)
    expect(control.calls).toEqual([
      { name: 'listExchanges', input: { query: { after: 7, limit: 1000, detail: 'full' } } },
    ])
  })

  it('is given its body parsed, with defaults filled in, and answers its own status', async () => {
    control = await startControl()
    const body = { target: { all: true }, effect: { delayMs: { set: 900 } } }
    const reply = await control.send('POST', '/control/v1/degradations', HEADERS, JSON.stringify(body))
    expect(reply.status).toBe(201)
    const filled = { ...body, startsInSeconds: 0 }
    expect(control.calls).toEqual([{ name: 'addDegradation', input: { body: filled } }])
  })

  it('may be sent without a body where every member of it is optional', async () => {
    control = await startControl()
    const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Length': '0' }
    expect((await control.send('POST', '/control/v1/tokens', headers)).status).toBe(201)
    expect(control.calls).toEqual([{ name: 'mintToken', input: { body: {} } }])
  })

  it('takes a body of 15 MiB and refuses one of 17', async () => {
    control = await startControl()
    const scenario = (mebibytes: number) => JSON.stringify({ document: 'x'.repeat(mebibytes * 2 ** 20) })
    expect((await control.send('POST', '/control/v1/scenario', HEADERS, scenario(15))).status).toBe(200)
    const reply = await control.send('POST', '/control/v1/scenario', HEADERS, scenario(17))
    expect(reply.status).toBe(413)
    expect(JSON.parse(reply.text)).toMatchObject({ code: 'payloadTooLarge' })
  })

  it('is kept out of caches', async () => {
    control = await startControl()
    const { headers } = await control.send('GET', '/control/v1/state', HEADERS)
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['etag']).toBeUndefined()
  })
})

describe('a request that does not fit the table is refused before any handler is asked', () => {
  it.each([
    ['JSON that breaks off', 'POST', '/clock', '{"advanceSeconds":', 400, 'invalidArgument', undefined],
    ['a missing body', 'PUT', '/inbox/reply', undefined, 400, 'invalidArgument', 'status'],
    ['a wrong member', 'POST', '/clock', '{"rate":"fast"}', 400, 'invalidArgument', 'rate'],
    [
      'a member deep inside',
      'POST',
      '/conformance/runs',
      '{"suite":"s","target":{"serverRoot":1}}',
      400,
      'invalidArgument',
      'target.serverRoot',
    ],
    ['a member that no one knows', 'PUT', '/inbox/reply', '{"status":204,"delay":1}', 400, 'invalidArgument', 'body'],
    ['a wrong query', 'GET', '/exchanges?limit=none', undefined, 400, 'invalidArgument', 'limit'],
    ['a path parameter that cannot be decoded', 'GET', '/exchanges/%ff', undefined, 400, 'invalidArgument', undefined],
    ['an unknown path', 'GET', '/nothing', undefined, 404, 'notFound', undefined],
  ])('%s', async (_, method, path, body, status, code, field) => {
    control = await startControl()
    const reply = await control.send(method, `/control/v1${path}`, HEADERS, body)
    expect(reply.status).toBe(status)
    expect(JSON.parse(reply.text)).toEqual({ code, message: expect.any(String) as string, ...(field && { field }) })
    expect(control.calls).toEqual([])
  })

  it.each([
    ['PUT', '/state', 'GET, HEAD'],
    ['DELETE', '/settings', 'GET, HEAD, PATCH'],
    ['POST', '/events', 'GET, HEAD'],
    ['OPTIONS', '/usage-reports/ur001', 'PUT, DELETE'],
  ])('%s %s, which allows %s', async (method, path, allow) => {
    control = await startControl()
    const reply = await control.send(method, `/control/v1${path}`, HEADERS)
    expect(reply).toMatchObject({ status: 405, headers: { allow } })
    expect(JSON.parse(reply.text)).toMatchObject({
      code: 'methodNotAllowed',
      message: expect.stringContaining(method) as string,
    })
    expect(control.calls).toEqual([])
  })
})

describe('what a handler throws', () => {
  it.each(BENCH_ERROR_CODES)('%s is told with its code, message and field', async (code) => {
    const readState = () => Promise.reject(new BenchError(code, 'why and how to mend it', { field: 'here' }))
    control = await startControl({ handlers: { readState } })
    const reply = await control.send('GET', '/control/v1/state', HEADERS)
    expect(reply.status).toBeGreaterThanOrEqual(400)
    expect(JSON.parse(reply.text)).toEqual({ code, message: 'why and how to mend it', field: 'here' })
  })

  it('a bug is reported with its stack and told without it', async () => {
    const bug = new TypeError('secret is not a function')
    const reportBug = vi.fn()
    const readState = () => {
      throw bug
    }
    control = await startControl({ handlers: { readState }, reportBug })
    const reply = await control.send('GET', '/control/v1/state', HEADERS)
    expect(reply.status).toBe(500)
    expect(JSON.parse(reply.text)).toMatchObject({ code: 'internal' })
    expect(reply.text).not.toContain('secret')
    expect(reportBug).toHaveBeenCalledExactlyOnceWith(bug)
  })
})
