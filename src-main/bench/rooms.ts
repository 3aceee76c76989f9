// Builds every room and hands it its ports. Rooms know each other only through what stands here.
import type { BenchBus } from '#shared/control/events'
import type { SinkTrust } from '#shared/domain/sinkTrust'
import { thresholdsOf } from '#shared/domain/thresholds'
import { createRunService } from '../conformance/runService'
import { createTrialService } from '../conformance/trial/trialService'
import { createFaults } from '../faults/faults'
import { createNetwork } from '../network/network'
import { createNotifier } from '../notifier/notifier'
import { createScenarioPlayer } from '../scenario/player/player'
import { createProfileRegistry } from '../simulator/camara/applicationProfiles'
import { createClientRegistry } from '../simulator/clients'
import { createIssuer } from '../simulator/oauth/issuer'
import { createUsage } from '../usage/usage'
import { createBenchClock } from './clocks/benchClock'
import type { BenchStore } from './dataFolder/benchStore'
import { createClockNews } from './clocks/clockNews'
import { currentUser } from './currentUser'
import { evidenceKey } from './dataFolder/evidenceKey'
import { randomIds as ids } from './clocks/ids'
import { createInbox } from './traffic/inbox'
import { createJournal } from './traffic/journal'
import { describeBug } from './problems'
import { freshClock, newestInstant, resumedClock } from './clocks/savedClock'
import { createOwnScenarios } from './scenarioLibrary/ownScenarios'
import { createRecording } from './recording/recording'
import { createScenarioActs } from './stage/scenarioActs'
import { createScenarioApp } from './stage/scenarioApp'
import { createScenarioEvidence, seenExchange } from './stage/scenarioEvidence'
import { createScenarioStage } from './stage/scenarioStage'
import { createTurn } from './clocks/turn'
import { usageNetwork } from './usageNetwork'
import { systemWallClock as wall } from './clocks/wallClock'

export interface RoomPorts {
  store: BenchStore
  bus: BenchBus
  /** Known only once the listeners are up; asked for when a request needs them. */
  serverRoot: () => string
  inboxUrl: () => string
  /** For conformance runs against the bench itself, which talk to it as everybody does. */
  control: () => { controlUrl: string; controlToken: string }
  /** What a sink of https may show instead of a certificate that a well-known authority vouches for. */
  trustOf: (origin: string) => Promise<SinkTrust | undefined>
  /** PEM; what the simulated APIs show, with `--tls`. */
  certificate?: string | undefined
  version: string
  /** Holds the key that signs evidence. */
  dataFolder: string
  /** Start the clock afresh instead of where it was left. */
  reset: boolean
  /** A clock that starts afresh stands. */
  paused?: boolean | undefined
  onProblem: (message: string) => void
}

export function buildRooms(ports: RoomPorts) {
  const { store, bus, serverRoot, inboxUrl, certificate, version, dataFolder, reset, paused, onProblem } = ports
  const clock = createBenchClock({
    wall,
    start: reset
      ? freshClock(wall.now(), paused)
      : resumedClock(
          store.clock.data,
          Math.max(
            newestInstant(store.notifier.table('notifications').values(), store.ledger.table('accounts').values()),
            store.progress.data?.at ?? 0,
          ),
          wall.now(),
          paused,
        ),
    onTaskFailed: (error) => onProblem(`A timer of the bench failed: ${describeBug(error)}`),
    onTurn: () => clockNews.note(),
  })
  const clockNews = createClockNews({ bus, wall, view: () => clock.view() })
  const journal = createJournal({ bus, ids })
  const inbox = createInbox({ clock, wall, ids, bus, journal })
  const seed = () => store.scenario.data?.document.seed ?? 1
  const { importedTraces } = store
  const network = createNetwork({ clock, ids, bus, log: store.network, importedTraces, seed })
  const faults = createFaults({
    clock,
    wall,
    ids,
    bus,
    log: store.faults,
    hasDevice: (deviceId) => network.hasDevice(deviceId),
    seed,
  })
  const clients = createClientRegistry()
  const profiles = createProfileRegistry({
    ids,
    bus,
    document: store.profiles,
    endSubscriptions: (profileId) => notifier.endForProfile(profileId),
  })
  const usage = createUsage({
    ...{ clock, ids, bus, document: store.reports, log: store.ledger },
    network: usageNetwork(network),
  })
  const issuer = createIssuer({
    ...{ clock, ids, keys: store.issuerKeys, expiries: store.tokenExpiries, origin: serverRoot },
  })
  const notifier = createNotifier({
    clock,
    wall,
    ids,
    bus,
    journal,
    log: store.notifier,
    network,
    faults,
    thresholdsOf(profileId) {
      const profile = profiles.find(profileId)
      return profile && thresholdsOf(profile.networkQualityThresholds)
    },
    eventSource: serverRoot,
    inboxUrl,
    trustOf: ports.trustOf,
    seed,
    holdMs: () => store.settings.data.holdSeconds * 1000,
  })
  const ownTarget = () => ({
    serverRoot: serverRoot(),
    bench: ports.control(),
    ...(certificate !== undefined && { ca: certificate }),
  })
  const runs = createRunService({
    wall,
    ids,
    bus,
    log: store.conformance,
    reports: store.runReports,
    keptRuns: () => store.settings.data.keptRuns,
    ownTarget,
    benchClock: () => new Date(clock.now()).toISOString(),
    tool: { name: 'callbox', version },
    signingKey: () => evidenceKey(dataFolder),
    currentUser,
  })
  const trials = createTrialService({ wall, ids, bus, ownTarget })
  const app = createScenarioApp({
    ...{ clock, issuer, serverRoot, certificate },
    phoneNumberOf: (deviceId) => network.devices().find(({ id }) => id === deviceId)?.device.phoneNumber,
  })
  const evidence = createScenarioEvidence({
    notifications: () => store.notifier.table('notifications').values(),
    subscription: (id) => store.notifier.table('subscriptions').get(id),
    subscriptionIds: () => store.scenario.data?.subscriptionIds ?? {},
    ...{ network, profiles, usage },
  })
  const inTurn = createTurn()
  const player = createScenarioPlayer({
    ...{ saved: store.scenario, progress: store.progress, clock, bus, evidence, inTurn },
    acts: createScenarioActs({ network, usage, faults, issuer, profiles, app }),
    follow({ raised, answered }) {
      bus.on('exchange.recorded', ({ exchange }) => answered(() => seenExchange(exchange)))
      bus.on('notification.changed', ({ notification }) => raised(() => evidence.raised(notification)))
    },
  })
  const recording = createRecording({
    ...{ kept: store.recording, clock, bus },
    onStage: () => store.scenario.data,
    stepThatBegan: (madeId) => player.stepThatMade(madeId),
  })
  const stage = createScenarioStage({
    saved: store.scenario,
    clock,
    freshStart: () => freshClock(wall.now()),
    bus,
    network,
    faults,
    usage,
    clients,
    profiles,
    notifier,
    issuer,
    player,
    recording,
    inTurn,
  })
  return {
    bus,
    clock,
    clockNews,
    wall,
    ids,
    journal,
    inbox,
    network,
    faults,
    usage,
    clients,
    profiles,
    issuer,
    notifier,
    runs,
    trials,
    stage,
    player,
    recording,
    ownScenarios: createOwnScenarios(dataFolder, { bus, wall }),
    app,
    documents: store,
  }
}

export type BenchRooms = ReturnType<typeof buildRooms>
