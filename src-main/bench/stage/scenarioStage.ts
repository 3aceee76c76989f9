// Puts a scenario on stage: replaces what the last one brought, and remembers it so that a restart and a reset find it.
import type { BenchBus } from '#shared/control/events'
import type { ScenarioView } from '#shared/control/views'
import type { Document } from '#shared/domain/rowLog'
import { withPreset } from '#shared/domain/profilePresets'
import type { Scenario } from '#shared/domain/scenario/scenario'
import { NETWORK_QUALITY_EVENT } from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import { BenchError } from '#shared/errors/benchError'
import type { Faults } from '../../faults/faults'
import type { Network } from '../../network/network'
import type { Notifier } from '../../notifier/notifier'
import type { ProfileRegistry } from '../../simulator/camara/applicationProfiles'
import type { ClientRegistry } from '../../simulator/clients'
import type { Usage } from '../../usage/usage'
import { instantOf } from '../../scenario/instants'
import type { ScenarioPlayer } from '../../scenario/player/player'
import type { Issuer } from '../../simulator/oauth/issuer'
import type { BenchClockOptions, ControlledClock } from '../clocks/benchClock'
import type { SavedScenario } from './savedScenario'

/** Owner of what a scenario brings along, and whoever takes a token as this client where a scenario names none. */
export const SCENARIO_CLIENT = 'scenario'

type Start = BenchClockOptions['start']

export interface StagePorts {
  saved: Document<SavedScenario | null>
  clock: Pick<ControlledClock, 'now' | 'view' | 'restart'>
  freshStart: () => Start
  bus: BenchBus
  network: Pick<Network, 'replaceTopology' | 'traces' | 'clear'>
  clients: Pick<ClientRegistry, 'replaceAll'>
  usage: Pick<Usage, 'replaceAll' | 'clear'>
  faults: Pick<Faults, 'add' | 'clear'>
  profiles: Pick<ProfileRegistry, 'replaceAll'>
  notifier: Pick<Notifier, 'clear' | 'create'>
  issuer: Pick<Issuer, 'clearExpiries'>
  player: Pick<ScenarioPlayer, 'clear' | 'view'>
  /** Of what was done by hand. */
  recording: { clear(): Promise<void> }
  /** That of the player: while one scenario takes the stage, no other does, and none is started. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

interface Prepared {
  readonly scenario: Scenario
  readonly traces: Awaited<ReturnType<Network['traces']['read']>>
  /** Bench instant; undefined where the clock goes on as it goes. */
  readonly startsAt: number | undefined
}

export interface ScenarioStage {
  /** Sets up the stage as it was left; false when nothing was ever loaded. */
  resume(): Promise<boolean>
  /** Whole, or not at all. */
  load(scenario: Scenario): Promise<ScenarioView>
  /** Loads what is on stage anew, at the machine's own time. @throws BenchError `notFound` when there is nothing. */
  reset(): Promise<ScenarioView>
}

export function createScenarioStage(ports: StagePorts): ScenarioStage {
  const { saved, network, faults, usage, clients, profiles, notifier } = ports

  async function clearRecords(): Promise<void> {
    await ports.player.clear()
    await ports.recording.clear()
    await ports.issuer.clearExpiries()
    await notifier.clear()
    await network.clear()
    await faults.clear()
    await usage.clear()
  }

  /** Where the scenario wants the clock to start; undefined where it goes on as it goes. */
  function startOf({ clock: { start } }: Scenario): number | undefined {
    return start === undefined ? undefined : instantOf(start, ports.freshStart().now, 'clock.start')
  }

  /**
   * Backwards too: all that would come due, or is counted with, is cleared by now; what was seen and arrived stays as it is
   * with the instants of then. A clock that stands goes on standing.
   * @param goesOn how it goes unless the scenario says where it starts
   */
  function setClock(startsAt: number | undefined, goesOn: Start): void {
    const mode = goesOn.mode === 'paused' ? 'paused' : 'real'
    ports.clock.restart(startsAt === undefined ? goesOn : { now: startsAt, mode, rate: 1 })
  }

  /** @returns the ids they were given, by their ids in the scenario */
  async function subscribe(scenario: Scenario): Promise<Record<string, string>> {
    const ids: Record<string, string> = {}
    for (const {
      id,
      device,
      profile,
      sink,
      applicationServer,
      applicationServerPorts,
      initialEvent,
      maxEvents,
    } of scenario.subscriptions) {
      const made = await notifier.create({
        release: 'r3.2',
        clientId: SCENARIO_CLIENT,
        deviceId: device,
        profileId: profile,
        type: NETWORK_QUALITY_EVENT,
        sink,
        ...(applicationServer && { applicationServer }),
        ...(applicationServerPorts && { applicationServerPorts }),
        ...(initialEvent !== undefined && { initialEvent }),
        ...(maxEvents !== undefined && { maxEvents }),
      })
      if (id !== undefined) ids[id] = made.id
    }
    return ids
  }

  /** @throws BenchError for what cannot be loaded, while the other one is still there */
  async function prepared(scenario: Scenario): Promise<Prepared> {
    return { scenario, traces: await network.traces.read(scenario.traces), startsAt: startOf(scenario) }
  }

  async function put({ scenario, traces, startsAt }: Prepared, goesOn: () => Start): Promise<ScenarioView> {
    await clearRecords()
    setClock(startsAt, goesOn())
    const cleared = notifier.clear() // again, and with the devices: what was subscribed to meanwhile
    network.replaceTopology(scenario.cells, scenario.devices)
    await cleared
    network.traces.replace(traces)
    clients.replaceAll(scenario.clients)
    const parts = [
      profiles.replaceAll(scenario.profiles.map(withPreset)),
      usage.replaceAll(scenario.reports),
      subscribe(scenario), // to profiles that are there by then
    ] as const
    await Promise.allSettled(parts) // when one fails, the others are over before the former scenario comes back
    const [, , subscriptionIds] = await Promise.all(parts)
    for (const fault of scenario.faults) await faults.add(fault)
    const loadedAt = ports.clock.now()
    await saved.replace({ document: scenario, loadedAt, applied: true, subscriptionIds })
    const { name, title } = scenario
    const view: ScenarioView = ports.player.view() ?? { name, title, loadedAt, state: 'loaded' }
    ports.bus.publish({ kind: 'scenario.loaded', scenario: view })
    return view
  }

  /** The former one comes back when this one fails; if that fails too, the next start of the bench puts it back. */
  async function load(scenario: Scenario, goesOn: () => Start = () => ports.clock.view()): Promise<ScenarioView> {
    const former = saved.data
    const next = await prepared(scenario)
    if (former) await saved.replace({ ...former, applied: false })
    try {
      return await put(next, goesOn)
    } catch (error) {
      const back = former && prepared(former.document).then((one) => put(one, goesOn))
      await back?.catch(() => undefined)
      throw error
    }
  }

  return {
    load: (scenario) => ports.inTurn(() => load(scenario)),
    resume: () =>
      ports.inTurn(async () => {
        if (!saved.data) return false
        const { document, applied } = saved.data
        if (applied) {
          network.replaceTopology(document.cells, document.devices)
          network.traces.replace(await network.traces.read(document.traces))
          clients.replaceAll(document.clients)
        } else await load(document)
        return true
      }),
    reset: () =>
      ports.inTurn(() => {
        if (saved.data) return load(saved.data.document, ports.freshStart)
        throw new BenchError(
          'notFound',
          'No scenario is loaded, so there is nothing to reset. Load one by POST scenario {"name"}.',
        )
      }),
  }
}
