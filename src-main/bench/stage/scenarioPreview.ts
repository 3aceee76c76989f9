// What a scenario would bring about: its timeline is handed to a network of its own, where no time passes, and that is
// asked for every instant to come (idea 2 of design.md).
import type { Crossing, ScenarioPreview } from '#shared/control/scenarioPreviewViews'
import { sameAnswers } from '#shared/domain/assessment'
import { withPreset } from '#shared/domain/profilePresets'
import type { Scenario } from '#shared/domain/scenario/scenario'
import { thresholdsOf, type Thresholds } from '#shared/domain/thresholds'
import { createNetwork, type Network } from '../../network/network'
import { instantOf } from '../../scenario/instants'
import { planOf, type Plan } from '../../scenario/plan'
import { handOverConditions } from './scenarioActs'
import { SCENARIO_CLIENT } from './scenarioStage'
import { memoryDocument, memoryLog } from './memoryLog'

const SAMPLES = 240
const MOST_DEVICES = 50
const MOST_CROSSINGS = 500
/** What happens after the last step is seen too. */
const LEAST_LENGTH_MS = 10_000
const TAIL_RATIO = 1.1

async function dryNetwork(scenario: Scenario, plan: Plan, startedAt: number): Promise<Network> {
  let made = 0
  const network = createNetwork({
    clock: { now: () => startedAt, schedule: () => () => undefined },
    ids: { uuid: () => `preview-${++made}` },
    bus: { publish: () => undefined },
    log: memoryLog(),
    importedTraces: memoryDocument([]),
    seed: () => scenario.seed,
  })
  network.replaceTopology(scenario.cells, scenario.devices)
  network.traces.replace(await network.traces.read(scenario.traces))
  for (const step of plan.steps) await handOverConditions(network, step)
  return network
}

function crossingsOf(
  network: Network,
  scenario: Scenario,
  thresholds: ThresholdsById,
  from: number,
  to: number,
): Crossing[] {
  const crossings: Crossing[] = []
  for (const { device, profile, applicationServer, applicationServerPorts } of scenario.subscriptions) {
    const wanted = thresholds.get(profile) ?? []
    const flow = network.flowOf(device, applicationServer, applicationServerPorts)
    const wireFlow = {
      deviceId: device,
      ...(applicationServer && { server: applicationServer }),
      ...(applicationServerPorts && { ports: applicationServerPorts }),
    }
    let before = network.assess(wireFlow, wanted, from).assessment
    let at = network.nextFlip(flow, wanted, from)
    while (at !== undefined && at <= to && crossings.length < MOST_CROSSINGS) {
      const { assessment } = network.assess(wireFlow, wanted, at)
      if (!sameAnswers(before, assessment)) {
        const met = assessment.every((finding) => finding.met)
        crossings.push({ deviceId: device, profileId: profile, seconds: (at - from) / 1000, met })
      }
      before = assessment
      at = network.nextFlip(flow, wanted, at)
    }
  }
  return crossings.sort((a, b) => a.seconds - b.seconds)
}

type ThresholdsById = ReadonlyMap<string, Thresholds>

/**
 * @param now what the clock of the scenario is relative to
 * @throws BenchError as starting it would, and for a trace that cannot be read
 */
export async function scenarioPreview(scenario: Scenario, now: number): Promise<ScenarioPreview> {
  const { start } = scenario.clock
  const startedAt = start === undefined ? now : instantOf(start, now, 'clock.start')
  const plan = planOf(scenario, startedAt)
  const network = await dryNetwork(scenario, plan, startedAt)
  const profiles = scenario.profiles.map((one) => ({ ...withPreset(one), clientId: SCENARIO_CLIENT }))
  const thresholds = new Map(profiles.map((one) => [one.id, thresholdsOf(one.networkQualityThresholds)]))
  const lengthMs = Math.max(LEAST_LENGTH_MS, (plan.decidedAt - startedAt) * TAIL_RATIO)
  const seconds = (at: number) => (at - startedAt) / 1000
  const span = { secondsBack: 0, secondsAhead: lengthMs / 1000, points: SAMPLES }
  return {
    lengthSeconds: lengthMs / 1000,
    steps: plan.steps.map(({ id, title, act, at, endsAt = Infinity, clearedAt = Infinity }, index) => {
      const end = Math.min(endsAt, clearedAt)
      return {
        index,
        id,
        title,
        kind: act.kind,
        seconds: seconds(at),
        ...(end < Infinity && { endSeconds: seconds(end) }),
      }
    }),
    expectations: plan.expectations.map(({ id, title, claim, opensAt, closesAt }, index) => {
      return { index, id, title, kind: claim.kind, opensSeconds: seconds(opensAt), closesSeconds: seconds(closesAt) }
    }),
    startsAt: startedAt,
    series: scenario.devices.slice(0, MOST_DEVICES).map(({ id }) => network.conditionSeries(id, span)),
    profiles,
    crossings: crossingsOf(network, scenario, thresholds, startedAt, startedAt + lengthMs),
  }
}
