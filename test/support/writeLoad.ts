// Clients that write to a bench through its APIs, as fast as it answers, until it is gone.
import type { CallboxProcess } from './callboxProcess'
import { SUBSCRIPTIONS_PATH, type CamaraClient, type Reply } from './camaraClient'
import type { Promises, Resources } from './promises'

const CLIENTS = 6
const DEVICE_ID = 'conductor-tablet'
const DEVICE = { phoneNumber: '+447700900101' }

export interface LoadedBench {
  readonly bench: CallboxProcess
  readonly app: CamaraClient
}

/** Everything on a bench that the load can change. */
export async function resourcesOf({ bench: { control }, app }: LoadedBench): Promise<Resources> {
  const profiles = await control.listProfiles()
  const reports = await control.listUsageReports()
  const degradations = await control.listDegradations()
  const subscriptions = await app.send<{ id: string; sink: string }[]>('GET', SUBSCRIPTIONS_PATH)
  const entries: [string, string][] = [
    ...profiles.items.map(({ id, networkQualityThresholds }): [string, string] => [
      `profile ${id}`,
      String(networkQualityThresholds?.packetDelayBudget?.value),
    ]),
    ...reports.items.map(({ id, name }): [string, string] => [`report ${id}`, name]),
    ...degradations.items.map(({ id, effects }): [string, string] => [
      `degradation ${id}`,
      JSON.stringify(effects[0]?.effect),
    ]),
    ...subscriptions.body.map(({ id, sink }): [string, string] => [`subscription ${id}`, sink]),
  ]
  return new Map(entries)
}

async function expectStatus<T>(status: number, answer: Promise<Reply<T>>): Promise<T> {
  const reply = await answer
  if (reply.status === status) return reply.body
  throw new Error(`answered ${reply.status} instead of ${status}: ${JSON.stringify(reply.body)}`)
}

class WritingClient {
  private readonly profileIds: string[] = []
  private readonly subscriptionIds: string[] = []
  private readonly degradationIds: string[] = []

  constructor(
    private readonly to: LoadedBench,
    private readonly promises: Promises,
    private readonly random: () => number,
    /** Each client has a report of its own, so that it knows which version is the last. */
    private readonly reportId: string,
  ) {}

  /** Rejects when the bench is gone, or answers anything but success. */
  async write(): Promise<never> {
    const writes = [
      'createProfile',
      'subscribe',
      'subscribe',
      'unsubscribe',
      'putReport',
      'degrade',
      'relieve',
    ] as const
    for (;;) await this[writes[this.upTo(writes.length) - 1] ?? 'putReport']()
  }

  private upTo(limit: number): number {
    return 1 + Math.floor(this.random() * limit)
  }

  private async createProfile(): Promise<void> {
    const value = this.upTo(100_000)
    await this.promises.ask({ value: String(value) }, async () => {
      const answer = this.to.app.postProfile({ packetDelayBudget: { value, unit: 'Milliseconds' } })
      const { applicationProfileId: id } = await expectStatus(201, answer)
      this.profileIds.push(id)
      return `profile ${id}`
    })
  }

  private async subscribe(): Promise<void> {
    const profileId = this.profileIds.at(-1)
    if (profileId === undefined) return this.createProfile()
    const sink = `${this.to.bench.inboxUrl}/${this.upTo(100_000)}`
    await this.promises.ask({ value: sink }, async () => {
      const request = { profileId, device: DEVICE, sink, config: { initialEvent: true } }
      const { id } = await expectStatus(201, this.to.app.subscribe(request))
      this.subscriptionIds.push(id)
      return `subscription ${id}`
    })
  }

  private async unsubscribe(): Promise<void> {
    const id = this.subscriptionIds.shift()
    if (id === undefined) return this.subscribe()
    const key = `subscription ${id}`
    await this.promises.ask({ key, value: undefined }, async () => {
      await expectStatus(204, this.to.app.send('DELETE', `${SUBSCRIPTIONS_PATH}/${id}`))
      return key
    })
  }

  private async putReport(): Promise<void> {
    const id = this.reportId
    const key = `report ${id}`
    const name = `version ${this.upTo(100_000)}`
    const bucket = [{ id: 'b1', product: { id: 'p1' }, bucketCounter: [{ unit: 'MB', value: 1 }] }]
    await this.promises.ask({ key, value: name }, async () => {
      await this.to.bench.control.putUsageReport({ id, body: { name, bucket } })
      return key
    })
  }

  private async degrade(): Promise<void> {
    const effect = { delayMs: { add: this.upTo(100_000) } }
    await this.promises.ask({ value: JSON.stringify(effect) }, async () => {
      const body = { target: { device: DEVICE_ID }, effect, startsInSeconds: 3600 }
      const { id } = await this.to.bench.control.addDegradation({ body })
      this.degradationIds.push(id)
      return `degradation ${id}`
    })
  }

  private async relieve(): Promise<void> {
    const id = this.degradationIds.shift()
    if (id === undefined) return this.degrade()
    const key = `degradation ${id}`
    await this.promises.ask({ key, value: undefined }, async () => {
      await this.to.bench.control.removeDegradation({ id })
      return key
    })
  }
}

/** `fetch` rejects with a TypeError when nobody answers, or an answer breaks off. */
function unlessGone(error: unknown): void {
  if (!(error instanceof TypeError)) throw error
}

/** Writes until the bench is killed. @throws when it answers anything but success. */
export async function writeUntilGone(to: LoadedBench, promises: Promises, random: () => number): Promise<void> {
  const clients = Array.from({ length: CLIENTS }, (_, n) => new WritingClient(to, promises, random, `report-${n}`))
  await Promise.all(clients.map((client) => client.write().catch(unlessGone)))
}
