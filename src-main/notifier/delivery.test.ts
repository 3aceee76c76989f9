import { afterEach, describe, expect, it } from 'vitest'
import { createManualWall } from '../../test/support/manualWall'
import { draftTo, endAll, scheduleOf, startNotifier } from '../../test/support/notifierFixture'
import { TEST_START } from '../../test/support/testClock'

afterEach(endAll)

const sinkCredential = { accessToken: 'sink-secret', expiresAt: TEST_START + 3_600_000 }
const MINUTE = 60_000
const initial = { initialEvent: true }

describe('a notification on the wire', () => {
  it('is a CloudEvent in structured mode', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink()
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(0)
    const [call] = inbox.calls
    expect(call?.headers['content-type']).toBe('application/cloudevents+json')
    expect(call?.event).toMatchObject({
      specversion: '1.0',
      source: 'http://127.0.0.1:9091',
      datacontenttype: 'application/json',
    })
    expect(call?.event).toEqual(notifier.notifications()[0]?.event)
  })

  it('carries a correlator of its own in each attempt', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink(500)
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(10_000)
    const correlators = inbox.calls.map(({ headers }) => headers['x-correlator'])
    expect(new Set(correlators).size).toBe(3)
    expect(notifier.notifications()[0]?.attempts.map(({ correlator }) => correlator)).toEqual(correlators)
  })

  it('carries the token of the sink, if there is one', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink()
    await notifier.create(draftTo(inbox, { ...initial, sinkCredential }))
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(0)
    expect(inbox.calls.map(({ headers }) => headers.authorization).sort()).toEqual(['Bearer sink-secret', undefined])
  })

  it('shows its secrets to nobody but the sink', async () => {
    const { notifier, events, clock, sink } = startNotifier()
    const inbox = await sink(500)
    const url = `${inbox.url}?tenant=blue&token=sink-secret`
    const protocolSettings = { headers: { 'X-Api-Key': 'sink-secret', Cookie: 'sink-secret', 'x-tenant': 'blue' } }
    await notifier.create(draftTo({ url }, { ...initial, sinkCredential, protocolSettings }))
    await clock.advanceBy(50 * MINUTE)
    const again = await notifier.redeliver(notifier.notifications()[0]?.id ?? '')
    await clock.advanceBy(0)
    expect(inbox.calls).toHaveLength(8)
    for (const call of inbox.calls)
      expect(call).toMatchObject({
        path: '/sink?tenant=blue&token=sink-secret',
        headers: { 'x-api-key': 'sink-secret' },
      })
    const shown = JSON.stringify([notifier.notifications(), notifier.subscriptions(), events, again])
    expect(shown).not.toContain('sink-secret')
    expect(shown).toContain('/sink?tenant=blue&token=***')
    expect(notifier.notifications()[0]?.attempts[0]?.requestHeaders).toMatchObject({
      ...{ authorization: '***', 'X-Api-Key': '***', Cookie: '***', 'x-tenant': 'blue' },
    })
  })
})

describe('an attempt', () => {
  it('is recorded with what the sink answered', async () => {
    const { notifier, exchanges, clock, sink } = startNotifier()
    const inbox = await sink((response) => response.writeHead(503, { 'retry-after': '9' }).end('x'.repeat(5000)))
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(0)
    const [attempt] = notifier.notifications()[0]?.attempts ?? []
    expect(attempt).toMatchObject({ number: 1, at: TEST_START, outcome: 'failed', status: 503 })
    expect(attempt?.message).toBe('The sink answered 503.')
    expect(attempt?.replyBody).toHaveLength(2048)
    expect(attempt?.durationMs).toBeGreaterThan(0)
    expect(exchanges).toMatchObject([
      { api: 'sink', method: 'POST', url: inbox.url, status: 503, responseHeaders: { 'retry-after': '9' } },
    ])
    expect(exchanges[0]?.responseBody).toHaveLength(5000)
  })

  it('notes that another success than 204 was answered', async () => {
    const { notifier, clock, sink } = startNotifier()
    await notifier.create(draftTo(await sink(200), initial))
    await clock.advanceBy(0)
    expect(notifier.notifications()[0]?.attempts).toMatchObject([
      { outcome: 'delivered', message: 'The sink answered 200; the specification asks for 204.' },
    ])
  })

  it('reads 64 kB of an endless reply and takes its status', async () => {
    const { notifier, exchanges, clock, sink } = startNotifier()
    const inbox = await sink((response) => {
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
      }
      response.writeHead(200).on('drain', pour)
      pour()
    })
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(0)
    expect(exchanges[0]?.responseBody).toHaveLength(65_536)
    expect(notifier.notifications()).toMatchObject([{ state: 'delivered' }])
  })

  it('ends at its timeout on the wall clock, whatever the bench clock does', async () => {
    const wall = createManualWall()
    const { notifier, clock, sink } = startNotifier({ wall, attemptTimeoutMs: 3000 })
    const inbox = await sink('silence')
    await notifier.create(draftTo(inbox, initial))
    await expect.poll(() => inbox.calls.length).toBe(1)
    const jump = clock.advanceBy(500)
    wall.pass(2999)
    expect(notifier.notifications()[0]?.attempts).toEqual([])
    wall.pass(1)
    await jump
    expect(notifier.notifications()[0]).toMatchObject({
      state: 'pending',
      nextAttemptAt: TEST_START + (scheduleOf(2)[1] ?? NaN) * 1000,
      attempts: [{ outcome: 'failed', durationMs: 3000, message: 'The sink did not answer within 3000 ms.' }],
    })
  })

  it('that was answered counts, even if the rest of the reply does not come in time', async () => {
    const wall = createManualWall()
    const { notifier, clock, sink } = startNotifier({ wall, attemptTimeoutMs: 3000 })
    const inbox = await sink((response) => response.writeHead(200).write('half of'))
    await notifier.create(draftTo(inbox, initial))
    await expect.poll(() => inbox.calls.length).toBe(1)
    const passing = setInterval(() => wall.pass(3000), 50)
    await clock.advanceBy(0)
    clearInterval(passing)
    expect(notifier.notifications()).toMatchObject([{ state: 'delivered', attempts: [{ replyBody: 'half of' }] }])
  })

  it('says in words that nobody listens', async () => {
    const { notifier, clock, sink } = startNotifier()
    const gone = await sink()
    await gone.close()
    await notifier.create(draftTo(gone, initial))
    await clock.advanceBy(0)
    const [attempt] = notifier.notifications()[0]?.attempts ?? []
    expect(attempt?.status).toBeUndefined()
    expect(attempt?.message).toMatch(/^The sink could not be reached: .*ECONNREFUSED/)
  })
})
