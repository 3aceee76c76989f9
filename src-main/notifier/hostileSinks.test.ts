import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { draftTo, endAll, startNotifier } from '../../test/support/notifierFixture'
import { startRawServer } from '../../test/support/rawServer'
import { testCertificate } from '../../test/support/testCertificate'

afterEach(endAll)

const initial = { initialEvent: true }
const HOUR = 3_600_000

async function rawSink(answer: (socket: Socket) => void): Promise<{ url: string }> {
  const server = await startRawServer(answer)
  onTestFinished(() => server.stop())
  return { url: server.serverRoot }
}

async function secureSink() {
  const { key, cert } = await testCertificate()
  const server = createServer({ key, cert }, (_request, response) => response.writeHead(204).end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, cert }
}

/** What becomes of one attempt at such a sink, and of a good sink beside it. */
async function attemptAt(url: string, given: Parameters<typeof startNotifier>[0] = {}) {
  const { notifier, clock, sink } = startNotifier({ attemptTimeoutMs: 1500, ...given })
  const good = await sink()
  await notifier.create(draftTo({ url }, initial))
  await notifier.create(draftTo(good, initial))
  await clock.advanceBy(0)
  expect(good.calls).toHaveLength(1)
  return notifier.notifications()[0]
}

describe('a sink that misbehaves fails in words, and keeps nobody else waiting', () => {
  it.each<[string, (socket: Socket) => void, RegExp]>([
    ['resets the connection', (socket) => socket.resetAndDestroy(), /could not be reached: .*ECONNRESET/],
    ['ends the connection', (socket) => socket.end(), /could not be reached: other side closed/],
    [
      'answers no HTTP',
      (socket) => socket.end('hello?\r\n\r\n'),
      /could not be reached: Response does not match the HTTP\/1.1 protocol[^)]*\)$/,
    ],
    ['stays silent', () => undefined, /did not answer within 1500 ms/],
    [
      'sends a hint and then nothing',
      (socket) => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'),
      /did not answer within 1500 ms/,
    ],
    [
      'sends headers without an end',
      dribble('HTTP/1.1 204 No Content\r\nx: ', 'y'),
      /did not answer within 1500 ms|HEADER/,
    ],
  ])('when it %s', async (_what, answer, message) => {
    const notification = await attemptAt((await rawSink(answer)).url)
    expect(notification).toMatchObject({ state: 'pending', attempts: [{ outcome: 'failed' }] })
    expect(notification?.attempts[0]?.message).toMatch(message)
  })

  it('when it never completes the TLS handshake', async () => {
    const { url } = await rawSink(() => undefined)
    const notification = await attemptAt(url.replace('http:', 'https:'))
    expect(notification?.attempts[0]?.message).toMatch(/did not answer within 1500 ms/)
  })

  it('when the bench stops during the TLS handshake, is left at once', async () => {
    const sockets: Socket[] = []
    const { url } = await rawSink((socket) => sockets.push(socket))
    const { notifier, clock } = startNotifier({ attemptTimeoutMs: 60_000 })
    await notifier.create(draftTo({ url: url.replace('http:', 'https:') }, initial))
    void clock.advanceBy(0)
    await expect.poll(() => sockets.length).toBe(1)
    await notifier.stop()
    await expect.poll(() => sockets.map(({ closed }) => closed)).toEqual([true])
  })

  it('when its name is not known', async () => {
    const notification = await attemptAt('http://nowhere.invalid/', { attemptTimeoutMs: 5000 })
    expect(notification?.attempts[0]?.message).toMatch(/could not be reached: .*(ENOTFOUND|EAI_AGAIN)/)
  })

  it('when it answers forever, the status counts and memory stays bounded', async () => {
    const { url } = await rawSink(dribble('HTTP/1.1 204 No Content\r\n\r\n', 'z'.repeat(65_536)))
    expect(await attemptAt(url)).toMatchObject({ state: 'delivered' })
  })

  it('when it redirects to itself, it is asked once', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink((response) => response.writeHead(308, { location: '/' }).end())
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(HOUR)
    expect(inbox.calls).toHaveLength(1)
  })

  it('when many subscriptions wait for silence, a good sink is served meanwhile', async () => {
    const { notifier, clock, sink } = startNotifier({
      attemptTimeoutMs: 30_000,
      maxParallel: 8,
      maxParallelPerOrigin: 4,
    })
    const silent = await sink('silence')
    for (let n = 0; n < 20; n += 1) await notifier.create(draftTo(silent, initial))
    const good = await sink()
    await notifier.create(draftTo(good, initial))
    const jump = clock.advanceBy(0)
    await expect.poll(() => good.calls.length).toBe(1)
    await expect.poll(() => silent.calls.length).toBe(4)
    expect(silent.mostOpen).toBe(4)
    await notifier.clear() // ends the attempts under way
    await jump
  })
})

function dribble(head: string, more: string): (socket: Socket) => void {
  return (socket) => {
    socket.write(head)
    const pour = setInterval(() => socket.write(more), 5)
    socket.once('close', () => clearInterval(pour))
  }
}

describe('a forbidden address', () => {
  it.each(['http://169.254.169.254/latest', 'https://[fe80::1]/', 'http://[::ffff:169.254.169.254]/'])(
    'is never asked: %s',
    async (url) => {
      const notification = await attemptAt(url)
      expect(notification).toMatchObject({ state: 'dead', attempts: [{ outcome: 'refused' }] })
    },
  )
})

describe('a certificate', () => {
  it('that nobody vouches for is refused', async () => {
    const { url } = await secureSink()
    const notification = await attemptAt(url, { attemptTimeoutMs: 5000 })
    expect(notification?.attempts[0]?.message).toMatch(/could not be reached: .*(SELF_SIGNED|UNABLE_TO_VERIFY)/)
  })

  it('is accepted from a sink that is trusted by its authority, or altogether', async () => {
    const { url, cert } = await secureSink()
    for (const trust of [
      { origin: url, ca: cert },
      { origin: url, insecure: true as const },
    ]) {
      const notification = await attemptAt(url, { attemptTimeoutMs: 5000, trustOf: () => Promise.resolve(trust) })
      expect(notification).toMatchObject({ state: 'delivered' })
    }
  })

  it('of another authority is refused where one is named', async () => {
    const { url } = await secureSink()
    const { cert: ca } = await testCertificate()
    const trustOf = () => Promise.resolve({ origin: url, ca })
    expect(await attemptAt(url, { attemptTimeoutMs: 5000, trustOf })).toMatchObject({ state: 'pending' })
  })

  it('that is trusted no longer is refused again', async () => {
    const { url } = await secureSink()
    let trust: { origin: string; insecure: true } | undefined = { origin: url, insecure: true }
    const { notifier, clock } = startNotifier({ trustOf: () => Promise.resolve(trust) })
    await notifier.create(draftTo({ url }, initial))
    await clock.advanceBy(0)
    trust = undefined
    await notifier.create(draftTo({ url }, initial))
    await clock.advanceBy(0)
    expect(notifier.notifications().map(({ state }) => state)).toEqual(['delivered', 'pending'])
  })
})

it('a sink that breaks off its TLS handshake fails in words', async () => {
  const { url } = await rawSink((socket) => void new TLSSocket(socket).destroy())
  const notification = await attemptAt(url.replace('http:', 'https:'), { attemptTimeoutMs: 5000 })
  expect(notification?.attempts[0]?.message).toMatch(/could not be reached/)
})
