// The operations of the control API, each handed to the room that knows; nothing is decided here.
import type { ControlHandlers } from '#shared/control/contract'
import { zSettings, type BenchState, type ClockView } from '#shared/control/views'
import { zRegisteredReport } from '#shared/domain/registeredReport'
import { thresholdsOf, type Thresholds } from '#shared/domain/thresholds'
import { BenchError } from '#shared/errors/benchError'
import { parseOrRefuse } from '#shared/errors/zodIssues'
import { servedReport } from '../simulator/tmf677/servedReport'
import type { BenchRooms } from './rooms'
import { parseScenario, shippedScenario, shippedScenarios } from './scenarioFiles'
import { clockToSave } from './savedClock'

export interface HandlerPorts {
  rooms: BenchRooms
  state: () => Omit<BenchState, 'nextSeq'>
  nextSeq: () => number
}

export function controlHandlers({ rooms, state, nextSeq }: HandlerPorts): ControlHandlers {
  const {
    bus,
    clock,
    wall,
    journal,
    inbox,
    network,
    faults,
    usage,
    profiles,
    notifier,
    issuer,
    runs,
    stage,
    player,
    documents,
  } = rooms

  /** `nextSeq` is read first: an event in between is then in both the items and the stream, never in neither. */
  function list<T>(items: () => Iterable<T>): { items: T[]; nextSeq: number } {
    const seq = nextSeq()
    return { items: [...items()], nextSeq: seq }
  }

  function profileThresholds(profileId: string): Thresholds {
    const profile = profiles.find(profileId)
    if (!profile)
      throw new BenchError('notFound', `There is no application profile ${profileId}.`, { field: 'profile' })
    return thresholdsOf(profile.networkQualityThresholds)
  }

  async function keepClock(): Promise<ClockView> {
    await documents.clock.replace(clockToSave(clock, wall))
    const view = clock.view()
    bus.publish({ kind: 'clock.changed', clock: view })
    return view
  }

  /** For what may change how the clock goes. */
  async function keepingClock<T>(work: Promise<T>): Promise<T> {
    const result = await work
    await keepClock()
    return result
  }

  return {
    readState: () => ({ ...state(), nextSeq: nextSeq() }),

    readSettings: () => documents.settings.data,
    async changeSettings({ body }) {
      const settings = zSettings.parse({ ...documents.settings.data, ...body })
      await documents.settings.replace(settings)
      bus.publish({ kind: 'settings.changed', settings })
      return settings
    },

    listScenarios: () =>
      list(() =>
        shippedScenarios().map(({ name, title, description }) => ({
          name,
          title,
          ...(description !== undefined && { description }),
        })),
      ),
    loadScenario: ({ body }) => stage.load('name' in body ? shippedScenario(body.name) : parseScenario(body.document)),
    startScenario: () => keepingClock(player.start()),
    pauseScenario: () => keepingClock(player.pause()),
    resetScenario: () => keepingClock(stage.reset()),

    async setClock({ body: { mode, rate, at, advanceSeconds } }) {
      if (at !== undefined && advanceSeconds !== undefined) {
        throw new BenchError('invalidArgument', 'Give at or advanceSeconds, not both.', { field: 'advanceSeconds' })
      }
      if (mode === 'scaled' && rate === undefined) {
        throw new BenchError('invalidArgument', 'A scaled clock needs rate, in bench seconds per wall second.', {
          field: 'rate',
        })
      }
      if (mode !== undefined) clock.change({ mode, rate: rate ?? 1 })
      let firedCount = 0
      if (at !== undefined) firedCount = await clock.jumpTo(Date.parse(at))
      if (advanceSeconds !== undefined) firedCount = await clock.advanceBy(advanceSeconds * 1000)
      const { now } = await keepClock()
      return { now, firedCount }
    },

    listCells: () => list(() => network.cells()),
    readConditions: ({ id, query }) => network.conditionSeries(id, query),
    listDevices: () => list(() => network.devices()),
    listProfiles: () => list(() => profiles.all()),
    listAssessments: () =>
      list(function* () {
        for (const device of network.devices()) {
          for (const profile of profiles.all()) {
            yield network.assessmentView(device.id, profile.id, thresholdsOf(profile.networkQualityThresholds))
          }
        }
      }),
    explain({ query }) {
      const subscription = query.subscription === undefined ? undefined : notifier.find(query.subscription)
      if (query.subscription !== undefined && !subscription) {
        throw new BenchError('notFound', `There is no live subscription ${query.subscription}.`, {
          field: 'subscription',
        })
      }
      const deviceId = subscription?.deviceId ?? query.device
      const profileId = subscription?.profileId ?? query.profile
      if (deviceId === undefined || profileId === undefined) {
        throw new BenchError('invalidArgument', 'Give subscription, or device and profile.', { field: 'subscription' })
      }
      return network.explain({ ...subscription, deviceId, profileId }, profileThresholds(profileId))
    },

    listDegradations: () => list(() => network.degradations()),
    addDegradation: ({ body }) => network.addDegradation(body),
    async removeDegradation({ id }) {
      await network.removeDegradation(id)
      return null
    },

    listFaults: () => list(() => faults.active()),
    addFault: ({ body }) => faults.add(body),
    async removeFault({ id }) {
      await faults.remove(id)
      return null
    },
    listDeviations: () => list(() => faults.deviations()),

    listUsageReports: () => list(() => usage.registered()),
    async putUsageReport({ id, body }) {
      const report = parseOrRefuse(zRegisteredReport, { ...body, id: body['id'] ?? id })
      if (report.id !== id) {
        throw new BenchError(
          'invalidArgument',
          `The body is report "${report.id}", the path says "${id}". Make them equal or leave id out.`,
          { field: 'id' },
        )
      }
      await usage.put(report)
      return report
    },
    readServedReport({ id }) {
      const report = usage.find(id)
      if (!report) throw new BenchError('notFound', `There is no usage report "${id}".`, { field: 'id' })
      return servedReport(report, state().serverRoot)
    },
    async removeUsageReport({ id }) {
      await usage.remove(id)
      return null
    },

    async mintToken({ body }) {
      const { accessToken, expiresAt } = await issuer.mint(body)
      return { accessToken, expiresAt: new Date(expiresAt).toISOString() }
    },

    listSubscriptions: () => list(() => notifier.subscriptions()),
    listNotifications: () => list(() => notifier.notifications()),
    redeliverNotification: ({ id }) => notifier.redeliver(id),

    listInbox: () => list(() => inbox.entries()),
    readInboxReply: () => inbox.reply(),
    setInboxReply({ body }) {
      inbox.setReply(body)
      return inbox.reply()
    },

    listExchanges: ({ query: { after, limit, api, detail } }) =>
      list(() => {
        const summaries = journal.list(after, limit, api)
        return detail === 'summary' ? summaries : summaries.flatMap(({ id }) => journal.read(id) ?? [])
      }),
    readExchange({ id }) {
      const exchange = journal.read(id)
      if (!exchange)
        throw new BenchError('notFound', `There is no exchange ${id} in the journal; the oldest are dropped first.`, {
          field: 'id',
        })
      return exchange
    },

    listSuites: () => list(() => runs.suites()),
    startRun: ({ body }) => runs.start(body),
    listRuns: () => list(() => runs.list()),
    readRun: ({ id }) => runs.read(id),
    sendStep: ({ id }) => runs.send(id),
    retryStep: ({ id }) => runs.retry(id),
    continueRun: ({ id }) => runs.goOn(id),
    cancelRun: ({ id }) => runs.cancel(id),
    exportRun: ({ id, query }) => runs.export(id, query.format),
  }
}
