import { once } from 'node:events'
import { get, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { BenchEvent } from '#shared/control/events'
import { type ControlFixture, startControl, TOKEN } from '../../test/support/controlFixture'

let control: ControlFixture
afterEach(() => control.stop())

const changed = (id: number, padding = ''): BenchEvent => ({ kind: 'usageReport.changed', id: `ur${id}${padding}` })

function publish(from: number, to: number, padding?: string): void {
  for (let id = from; id <= to; id += 1) control.bus.publish(changed(id, padding))
}

interface Frame {
  id?: string
  event?: string
  data?: unknown
  comment?: true
}

function parseFrame(text: string): Frame {
  if (text.startsWith(':')) return { comment: true }
  const lines = text.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)])
  const { data, ...names } = Object.fromEntries(lines) as { data: string }
  return { ...names, data: JSON.parse(data) }
}

/** An open stream and, from the server's side, what was written to it. */
async function open(path = '/control/v1/events', headers: Record<string, string> = {}) {
  const asked = once(control.server, 'request') as Promise<[IncomingMessage, ServerResponse]>
  const outgoing = get(`${control.baseUrl}${path}`, { headers: { Authorization: `Bearer ${TOKEN}`, ...headers } })
  const [, response] = await asked
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
  let text = ''
  incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  const frames = () => text.split('\n\n').slice(0, -1).map(parseFrame)
  return { frames, incoming, response, writes: vi.spyOn(response, 'write') }
}

const ids = (frames: readonly Frame[]) => frames.filter(({ event }) => event === undefined).map(({ id }) => Number(id))

describe('an event stream', () => {
  it('greets with the bench it is of, then tells each event under its seq', async () => {
    control = await startControl()
    publish(1, 2)
    const stream = await open()
    publish(3, 3)
    control.wall.pass(20)
    await vi.waitFor(() => expect(stream.frames()).toHaveLength(2))
    expect(stream.incoming.headers['content-type']).toBe('text/event-stream')
    expect(stream.frames()).toEqual([
      { id: '2', event: 'hello', data: { instance: 'this bench', nextSeq: 3 } },
      { id: '3', data: changed(3) },
    ])
  })

  it.each([
    ['Last-Event-ID', '/control/v1/events', { 'Last-Event-ID': '2' }],
    ['the query after', '/control/v1/events?after=2', {}],
    ['both, the header being newer', '/control/v1/events?after=0', { 'Last-Event-ID': '2' }],
    ['the query after and the instance', '/control/v1/events?after=2&instance=this%20bench', {}],
  ])('replays what was missed by %s, to the new stream only', async (_, path, headers) => {
    control = await startControl()
    publish(1, 2)
    const old = await open()
    publish(3, 5)
    const late = await open(path, headers)
    control.wall.pass(20)
    publish(6, 6)
    control.wall.pass(20)
    await vi.waitFor(() => expect(ids(late.frames())).toEqual([3, 4, 5, 6]))
    expect(ids(old.frames())).toEqual([3, 4, 5, 6])
    expect(late.frames()[0]).toMatchObject({ id: '2', event: 'hello' })
  })

  it.each([
    ['older than what is kept', '/control/v1/events?after=3'],
    ['of an earlier bench that had come further', '/control/v1/events?after=5000'],
    ['of an earlier bench that had not', '/control/v1/events?after=19&instance=another'],
  ])('asks to resync when the start is %s', async (_, path) => {
    control = await startControl({ capacity: 10 })
    publish(1, 20)
    const stream = await open(path)
    publish(21, 21)
    control.wall.pass(20)
    await vi.waitFor(() => expect(stream.frames()).toHaveLength(3))
    expect(stream.frames().slice(1)).toEqual([
      { id: '20', event: 'resync', data: { nextSeq: 21 } },
      { id: '21', data: changed(21) },
    ])
  })

  it.each(['x', '-1', '1.5'])('refuses the start "%s"', async (after) => {
    control = await startControl()
    const headers = { Authorization: `Bearer ${TOKEN}` }
    const byQuery = await control.send('GET', `/control/v1/events?after=${after}`, headers)
    expect(JSON.parse(byQuery.text)).toMatchObject({ code: 'invalidArgument', field: 'after' })
    const byHeader = await control.send('GET', '/control/v1/events', { ...headers, 'Last-Event-ID': after })
    expect(JSON.parse(byHeader.text)).toMatchObject({ code: 'invalidArgument', field: 'Last-Event-ID' })
  })

  it('puts what happens within 20 ms into one write', async () => {
    control = await startControl({ capacity: 1_000 })
    const stream = await open()
    publish(1, 150)
    control.wall.pass(19)
    publish(151, 300)
    expect(stream.writes).not.toHaveBeenCalled()
    control.wall.pass(1)
    expect(stream.writes).toHaveBeenCalledTimes(1)
    await vi.waitFor(() => expect(ids(stream.frames())).toHaveLength(300))
  })

  it('tells a long replay in writes of 1,000 events, the first at once', async () => {
    control = await startControl({ capacity: 5_000 })
    publish(1, 2_500)
    const stream = await open('/control/v1/events?after=0')
    await vi.waitFor(() => {
      control.wall.pass(20)
      expect(ids(stream.frames())).toHaveLength(2_500)
    })
    expect(ids(stream.frames())).toEqual(Array.from({ length: 2_500 }, (_, index) => index + 1))
    expect(stream.writes).toHaveBeenCalledTimes(2)
  })

  it('shows every 15 s of wall time that it lives', async () => {
    control = await startControl()
    const stream = await open()
    control.wall.pass(14_999)
    expect(stream.writes).not.toHaveBeenCalled()
    control.wall.pass(15_001)
    await vi.waitFor(() => expect(stream.frames().slice(1)).toEqual([{ comment: true }, { comment: true }]))
  })

  it('holds no more than a batch for a slow reader, and lets it resync when it reads on', async () => {
    const batch = 20
    const padding = 'x'.repeat(100_000)
    control = await startControl({ capacity: 2 * batch })
    const stream = await open()
    stream.incoming.pause()
    let mostHeldBytes = 0
    for (let first = 1; first <= 30 * batch; first += batch) {
      publish(first, first + batch - 1, padding)
      control.wall.pass(20)
      mostHeldBytes = Math.max(mostHeldBytes, stream.response.writableLength)
      await new Promise(setImmediate)
    }
    expect(mostHeldBytes).toBeGreaterThan(0)
    expect(mostHeldBytes).toBeLessThan(2 * (batch + 1) * padding.length)

    stream.incoming.resume()
    await once(stream.response, 'drain')
    control.wall.pass(20)
    publish(30 * batch + 1, 30 * batch + 1)
    control.wall.pass(20)
    await vi.waitFor(() => expect(ids(stream.frames()).at(-1)).toBe(30 * batch + 1))
    expect(stream.frames().filter(({ event }) => event === 'resync')).toEqual([
      { id: String(30 * batch), event: 'resync', data: { nextSeq: 30 * batch + 1 } },
    ])
  })

  it('leaves nothing behind when the reader goes', async () => {
    control = await startControl()
    const stream = await open()
    publish(1, 1)
    expect(control.wall.waiting).toBe(2)
    stream.incoming.destroy()
    await once(stream.response, 'close')
    expect(control.wall.waiting).toBe(1)
    publish(2, 2)
    expect(control.wall.waiting).toBe(1)
  })

  it('ends at stop, with no timer left, whatever happens afterwards', async () => {
    control = await startControl()
    const stream = await open()
    const ended = once(stream.incoming, 'end')
    control.app.stop()
    publish(1, 1)
    control.wall.pass(20)
    await ended
    expect(control.wall.waiting).toBe(0)
    expect(stream.writes).not.toHaveBeenCalled()
  })

  it('ends at stop also for a reader that has stopped reading', async () => {
    control = await startControl()
    const stream = await open()
    stream.incoming.pause().on('error', () => undefined)
    publish(1, 100, 'x'.repeat(200_000))
    control.wall.pass(20)
    expect(stream.response.writableLength).toBeGreaterThan(0)
    control.app.stop()
    await once(stream.response, 'close')
  })

  it('answers HEAD without staying open', async () => {
    control = await startControl()
    const reply = await control.send('HEAD', '/control/v1/events', { Authorization: `Bearer ${TOKEN}` })
    expect(reply).toMatchObject({ status: 200, text: '' })
  })
})
