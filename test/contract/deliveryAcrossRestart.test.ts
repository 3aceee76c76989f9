import { onTestFinished, describe, expect, it } from 'vitest'
import { RETRY_DELAYS_SECONDS, RETRY_JITTER } from '#shared/domain/retrySchedule'
import { camaraClient } from '../support/camaraClient'
import { serveCallbox, type CallboxProcess } from '../support/callboxProcess'
import { startSink, type SinkReply } from '../support/sinkServer'
import { temporaryFolder } from '../support/temporaryFolder'

const HOUR_SECONDS = 3600

/** A paused bench with one subscription whose device is about to be degraded. */
async function arrange(reply: SinkReply) {
  const sink = await startSink({ now: () => 0 }, reply)
  onTestFinished(() => sink.close())
  const dataFolder = temporaryFolder()
  const bench = await serveAndEnd(dataFolder)
  const app = camaraClient(bench.serverRoot)
  await app.authenticate()
  await bench.control.setClock({ body: { mode: 'paused' } })
  const { items: devices } = await bench.control.listDevices()
  const device = devices.find(({ condition }) => condition.delayMs < 300 && condition.upRateKbps >= 50)
  if (!device) throw new Error('the scenario has no device that meets the thresholds')
  const profileId = await app.createProfile()
  const subscribed = await app.subscribe({
    profileId,
    device: { phoneNumber: device.device.phoneNumber },
    sink: sink.url,
  })
  expect(subscribed.status).toBe(201)
  return { sink, bench, dataFolder, deviceId: device.id, subscriptionId: subscribed.body.id }
}

async function serveAndEnd(dataFolder: string): Promise<CallboxProcess> {
  const bench = await serveCallbox(dataFolder)
  onTestFinished(async () => void (await bench.end('SIGKILL')))
  return bench
}

/** Seconds on the bench clock between one attempt and the next, of the notification with this event id. */
async function spacingSeconds({ control }: CallboxProcess, eventId: string): Promise<number[]> {
  const { items } = await control.listNotifications()
  const attempts = items.find(({ id }) => id === eventId)?.attempts ?? []
  return attempts.slice(1).map(({ at }, index) => (at - (attempts[index]?.at ?? 0)) / 1000)
}

/** As published, each shortened by chance by no more than the jitter. */
function expectSchedule(spacing: readonly number[], length: number): void {
  expect(spacing).toHaveLength(length)
  spacing.forEach((seconds, index) => {
    const published = RETRY_DELAYS_SECONDS[index] ?? NaN
    expect(seconds).toBeLessThanOrEqual(published)
    expect(seconds).toBeGreaterThanOrEqual(published * (1 - RETRY_JITTER))
  })
}

function degradation(deviceId: string, delayMs: number) {
  return { body: { target: { device: deviceId }, effect: { delayMs: { set: delayMs } } } }
}

describe('a sink that answers 500 four times and then 204', () => {
  const fourFailures: SinkReply = (response, _call, n) => response.writeHead(n <= 4 ? 500 : 204).end()

  it('sees five attempts of one event, spaced by the published schedule, and then the next event', async () => {
    const { sink, bench, deviceId } = await arrange(fourFailures)
    const { id } = await bench.control.addDegradation(degradation(deviceId, 900))
    await bench.control.setClock({ body: { advanceSeconds: 3 } })
    await bench.control.removeDegradation({ id }) // the recovery waits in line while the violation is retried
    await bench.control.setClock({ body: { advanceSeconds: HOUR_SECONDS } })

    const eventIds = sink.calls.map(({ event }) => event.id)
    const [violation, recovery] = [eventIds[0] ?? '', eventIds[5] ?? '']
    expect(eventIds).toEqual([violation, violation, violation, violation, violation, recovery])
    expect(recovery).not.toBe(violation)
    expectSchedule(await spacingSeconds(bench, violation), 4)
  })

  it('sees them across a kill and a restart between the second and the third', async () => {
    const startedAt = performance.now()
    const { sink, bench, dataFolder, deviceId } = await arrange(fourFailures)
    const { id } = await bench.control.addDegradation(degradation(deviceId, 900))
    await bench.control.removeDegradation({ id })
    await bench.control.setClock({ body: { advanceSeconds: 2 } })
    expect(sink.calls).toHaveLength(2)
    await bench.end('SIGKILL')

    const again = await serveAndEnd(dataFolder)
    await again.control.setClock({ body: { advanceSeconds: HOUR_SECONDS } })

    const eventIds = sink.calls.map(({ event }) => event.id)
    const [violation = '', recovery = ''] = new Set(eventIds)
    expect(eventIds).toEqual([violation, violation, violation, violation, violation, recovery])
    expectSchedule(await spacingSeconds(again, violation), 4)
    expect(performance.now() - startedAt).toBeLessThan(10_000) // nothing of the hour is waited for
  })

  it('sees them when the kill falls into the middle of a jump, and the outcome of one attempt may be told twice', async () => {
    let kill = () => {}
    const { sink, bench, dataFolder, deviceId } = await arrange((response, _call, n) => {
      response.writeHead(n <= 4 ? 500 : 204).end()
      if (n === 2) kill()
    })
    const killed = new Promise<void>((resolve) => {
      kill = () => void bench.end('SIGKILL').then(() => resolve())
    })
    await bench.control.addDegradation(degradation(deviceId, 900))
    await bench.control.setClock({ body: { advanceSeconds: HOUR_SECONDS } }).catch(() => 'the bench died on the way')
    await killed

    const again = await serveAndEnd(dataFolder)
    await again.control.setClock({ body: { advanceSeconds: HOUR_SECONDS } })

    expect(new Set(sink.calls.map(({ event }) => event.id)).size).toBe(1)
    expect(sink.calls).toHaveLength(5)
    const spacing = await spacingSeconds(again, sink.calls[0]?.event.id ?? '')
    expectSchedule(spacing, spacing.length)
    expect([3, 4]).toContain(spacing.length) // 3 when the second attempt's outcome was not on disk yet
  })
})
