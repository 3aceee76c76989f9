// Puts a scenario on stage: replaces what the last one brought, and remembers it so that a restart and a reset find it.
import type { BenchBus } from '#shared/control/events'
import type { ScenarioView } from '#shared/control/views'
import type { Document } from '#shared/domain/rowLog'
import { withPreset } from '#shared/domain/profilePresets'
import type { Scenario } from '#shared/domain/scenario/scenario'
import { NETWORK_QUALITY_EVENT } from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import { BenchError } from '#shared/errors/benchError'
import type { Faults } from '../faults/faults'
import type { Network } from '../network/network'
import type { Notifier } from '../notifier/notifier'
import type { ProfileRegistry } from '../simulator/camara/applicationProfiles'
import type { ClientRegistry } from '../simulator/clients'
import type { Usage } from '../usage/usage'
import { instantOf } from '../scenario/instants'
import type { ScenarioPlayer } from '../scenario/player/player'
import type { Issuer } from '../simulator/oauth/issuer'
import type { BenchClockOptions, ControlledClock } from './benchClock'
import type { SavedScenario } from './benchStore'

/** Owner of what a scenario brings along; it is no client that could ask for a token. */
export const SCENARIO_CLIENT = 'scenario'

export interface StagePorts {
  saved: Document<SavedScenario | null>
  clock: Pick<ControlledClock, 'now' | 'view' | 'restart'>
  freshStart: () => BenchClockOptions['start']
  bus: BenchBus
  network: Pick<Network, 'replaceTopology' | 'traces' | 'clear'>
  clients: Pick<ClientRegistry, 'replaceAll'>
  usage: Pick<Usage, 'replaceAll' | 'clear'>
  faults: Pick<Faults, 'add' | 'clear'>
  profiles: Pick<ProfileRegistry, 'replaceAll'>
  notifier: Pick<Notifier, 'clear' | 'create'>
  issuer: Pick<Issuer, 'clearExpiries'>
  player: Pick<ScenarioPlayer, 'clear' | 'view'>
}

export interface ScenarioStage {
  /** Sets up the stage as it was left; false when nothing was ever loaded. */
  resume(): Promise<boolean>
  load(scenario: Scenario): Promise<ScenarioView>
  /** Loads what is on stage anew, at the machine's own time. @throws BenchError `notFound` when there is nothing. */
  reset(): Promise<ScenarioView>
}

export function createScenarioStage(ports: StagePorts): ScenarioStage {
  const { saved, network, faults, usage, clients, profiles, notifier } = ports

  async function clearRecords(): Promise<void> {
    await ports.player.clear()
    await ports.issuer.clearExpiries()
    await notifier.clear()
    await network.clear()
    await faults.clear()
    await usage.clear()
  }

  /** Backwards too: whatever would bear an instant is cleared by now. A clock that stands goes on standing. */
  function setClock({ clock: { start } }: Scenario): void {
    if (start === undefined) return
    const fresh = ports.freshStart()
    const mode = ports.clock.view().mode === 'paused' ? 'paused' : fresh.mode
    ports.clock.restart({ ...fresh, mode, now: instantOf(start, fresh.now) })
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

  async function load(scenario: Scenario): Promise<ScenarioView> {
    const traces = await network.traces.read(scenario.traces)
    if (saved.data) await saved.replace({ ...saved.data, applied: false })
    await clearRecords()
    setClock(scenario)
    const cleared = notifier.clear() // again, and with the devices: what was subscribed to meanwhile
    network.replaceTopology(scenario.cells, scenario.devices)
    await cleared
    network.traces.replace(traces)
    clients.replaceAll(scenario.clients)
    const [, , subscriptionIds] = await Promise.all([
      profiles.replaceAll(scenario.profiles.map(withPreset)),
      usage.replaceAll(scenario.reports),
      subscribe(scenario), // to profiles that are there by then
    ])
    for (const fault of scenario.faults) await faults.add(fault)
    const loadedAt = ports.clock.now()
    await saved.replace({ document: scenario, loadedAt, applied: true, subscriptionIds })
    const { name, title } = scenario
    const view: ScenarioView = ports.player.view() ?? { name, title, loadedAt, state: 'loaded' }
    ports.bus.publish({ kind: 'scenario.loaded', scenario: view })
    return view
  }

  return {
    load,
    async resume() {
      if (!saved.data) return false
      const { document, applied } = saved.data
      if (applied) {
        network.replaceTopology(document.cells, document.devices)
        network.traces.replace(await network.traces.read(document.traces))
        clients.replaceAll(document.clients)
      } else await load(document)
      return true
    },
    async reset() {
      if (!saved.data)
        throw new BenchError(
          'notFound',
          'No scenario is loaded, so there is nothing to reset. Load one by POST scenario {"name"}.',
        )
      await clearRecords()
      ports.clock.restart(ports.freshStart())
      return load(saved.data.document)
    },
  }
}
