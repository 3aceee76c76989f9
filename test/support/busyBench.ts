// A bench in which something of every kind has happened, so that each page has something to show.
import { expect } from 'vitest'
import type { Exchange } from '#shared/domain/exchange'
import type { Notification } from '#shared/domain/notification'
import type { InboxEntry, SubscriptionView } from '#shared/control/views'
import { camaraClient } from './camaraClient'
import { serveUntilTestEnds, type CallboxProcess } from './callboxProcess'
import { temporaryFolder } from './temporaryFolder'

export interface BusyBench extends CallboxProcess {
  readonly exchange: Pick<Exchange, 'id' | 'url'>
  readonly notification: Notification
  readonly subscription: SubscriptionView
  readonly inboxEntry: InboxEntry
  /** A finished run of the certification, in which two cases failed. */
  readonly runId: string
  /** One before it, in which all passed. */
  readonly earlierRunId: string
}

/** Something that was asked of the bench and has to be there by now. */
function only<T>(items: readonly T[]): T {
  const [first] = items
  if (first === undefined) throw new Error('the bench has done less than was asked of it')
  return first
}

async function subscribe({ serverRoot, inboxUrl }: CallboxProcess): Promise<void> {
  const app = camaraClient(serverRoot)
  await app.authenticate()
  const profileId = await app.createProfile()
  const device = { phoneNumber: '+447700900101' }
  expect((await app.subscribe({ profileId, device, sink: `${inboxUrl}/app` })).status).toBe(201)
}

async function certify({ control }: CallboxProcess): Promise<string> {
  const { id } = await control.startRun({ body: { suite: 'tmf677-v1-certification' } })
  await expect.poll(async () => (await control.readRun({ id })).state, { timeout: 10_000 }).toBe('finished')
  return id
}

/** The scenario `welcome`; the tablet is violated and its subscription was told so; one deviation is on. */
export async function busyBench(): Promise<BusyBench> {
  const bench = await serveUntilTestEnds(temporaryFolder())
  const { control, serverRoot } = bench
  const earlierRunId = await certify(bench)
  await control.addFault({ body: { deviation: 'tmf677-user-filter-ignored' } })
  await fetch(`${serverRoot}/usageManagement/v1/usageConsumptionReport`)
  await subscribe(bench)
  const effect = { delayMs: { set: 900 } }
  await control.addDegradation({ body: { target: { device: 'conductor-tablet' }, effect, durationSeconds: 3600 } })
  const runId = await certify(bench)
  await expect
    .poll(async () => (await control.listNotifications()).items.map(({ state }) => state), { timeout: 10_000 })
    .toEqual(['delivered'])
  return {
    ...bench,
    runId,
    earlierRunId,
    exchange: only((await control.listExchanges({ query: {} })).items),
    notification: only((await control.listNotifications()).items),
    subscription: only((await control.listSubscriptions()).items),
    inboxEntry: only((await control.listInbox()).items),
  }
}
