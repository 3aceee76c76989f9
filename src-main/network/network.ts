// The simulated network: who is in it, what degrades it, and what that makes of a flow at any instant.
// It knows no HTTP and no subscription.
import type { BenchBus } from '#shared/control/events'
import type {
  AssessmentView,
  CellView,
  ConditionSeries,
  DegradationRequest,
  DegradationView,
  DeviceView,
  Explanation,
} from '#shared/control/views'
import { assess, type Assessment } from '#shared/domain/assessment'
import type { BenchClock, Ids } from '#shared/domain/clocks'
import type { Condition } from '#shared/domain/condition'
import { conditionAt } from '#shared/domain/conditionAt'
import { boundariesOf, nextFlip } from '#shared/domain/crossing'
import type { DegradationTarget } from '#shared/domain/degradationTarget'
import type { Cell, SimulatedDevice } from '#shared/domain/device'
import type { Flow } from '#shared/domain/flow'
import type { RowLog } from '#shared/domain/rowLog'
import type { Thresholds } from '#shared/domain/thresholds'
import { BenchError } from '#shared/errors/benchError'
import type { WireApplicationServer, WireDevice, WirePortsSpec } from '#shared/wire/camara/common'
import { addressRangesOf, portRangesOf } from './addressRanges'
import { scheduleDegradation } from './compileEffect'
import { createDegradations, type NetworkTables } from './degradations'
import { createDeviceDirectory, wireDeviceOf, type AttachedDevice, type ResolvedDevice } from './deviceDirectory'
import { explanationOf, findingsAt, type FlowParts } from './explanation'

export interface NetworkPorts {
  clock: Pick<BenchClock, 'now' | 'schedule'>
  ids: Ids
  bus: Pick<BenchBus, 'publish'>
  log: RowLog<NetworkTables>
}

/** A flow as the APIs name it. */
interface WireFlow {
  readonly deviceId: string
  readonly applicationServer?: WireApplicationServer | undefined
  readonly applicationServerPorts?: WirePortsSpec | undefined
}

/** Bench seconds before and after now, and how many samples in all. */
interface SeriesSpan {
  readonly secondsBack: number
  readonly secondsAhead: number
  readonly points: number
}

/** All instants are bench instants, past or future. An unknown device id is BenchError `notFound`. */
export interface Network {
  /** Puts other cells and devices in the place of the present ones. */
  replaceTopology(cells: readonly Cell[], devices: readonly SimulatedDevice[]): void
  /** The device of the first identifier that resolves, and that identifier alone (reading C28). */
  resolve(device: WireDevice): ResolvedDevice | undefined
  byPhoneNumber(phoneNumber: string): string | undefined
  isServiceApplicable(deviceId: string): boolean
  flowOf(deviceId: string, server?: WireApplicationServer, ports?: WirePortsSpec): Flow
  conditionAt(flow: Flow, at: number): Condition
  /** The first instant after `after` at which an answer changes; undefined: none is known. */
  nextFlip(flow: Flow, thresholds: Thresholds, after: number): number | undefined
  /** The first `limit` instants after `after` between which no metric of the flow jumps or bends, ascending. */
  bendsAfter(flow: Flow, after: number, limit: number): readonly number[]
  assess(flow: WireFlow, thresholds: Thresholds, at: number): { assessment: Assessment; condition: Condition }
  cells(): readonly CellView[]
  /** A device's condition at equal distances around now. @throws BenchError `notFound` */
  conditionSeries(deviceId: string, span: SeriesSpan): ConditionSeries
  /** Every device with its condition now. */
  devices(): DeviceView[]
  /** On disk before it resolves. @throws BenchError `notFound` for an unknown cell or device. */
  addDegradation(request: DegradationRequest): Promise<DegradationView>
  /** Ends it now. @throws BenchError `notFound` when there is none or it has ended. */
  removeDegradation(id: string): Promise<void>
  /** Those that have not ended yet. */
  degradations(): DegradationView[]
  /** Forgets every degradation; the topology stays. */
  clear(): Promise<void>
  /** Why the present assessment of a flow is what it is. */
  explain(flow: WireFlow & { readonly profileId: string }, thresholds: Thresholds): Explanation
  /** The present assessment of a device's traffic as a whole. */
  assessmentView(deviceId: string, profileId: string, thresholds: Thresholds): AssessmentView
}

export function createNetwork({ clock, ids, bus, log }: NetworkPorts): Network {
  let directory = createDeviceDirectory([], [])
  const degradations = createDegradations({ clock, bus, log, affectedBy })

  function affectedBy({ target }: DegradationView): readonly string[] | 'all' {
    if ('all' in target) return 'all'
    return 'cell' in target ? directory.attachedTo(target.cell) : [target.device]
  }

  function refuseUnknown(target: DegradationTarget): void {
    if ('cell' in target && !directory.hasCell(target.cell)) {
      throw new BenchError('notFound', `There is no cell "${target.cell}" in the loaded scenario; see GET devices.`, {
        field: 'target.cell',
      })
    }
    if ('device' in target && !directory.has(target.device)) {
      throw new BenchError(
        'notFound',
        `There is no device "${target.device}" in the loaded scenario; see GET devices.`,
        {
          field: 'target.device',
        },
      )
    }
  }

  function flowOf(deviceId: string, server?: WireApplicationServer, ports?: WirePortsSpec): Flow {
    return {
      deviceId,
      ...(server && { servers: addressRangesOf(server) }),
      ...(ports && { ports: portRangesOf(ports) }),
    }
  }

  function wireFlowOf({ deviceId, applicationServer, applicationServerPorts }: WireFlow): Flow {
    return flowOf(deviceId, applicationServer, applicationServerPorts)
  }

  /** The function of time that a flow's condition is, as its parts. */
  function partsOf(flow: Flow): FlowParts {
    const { baseline, cell } = directory.get(flow.deviceId)
    return { baseline, cell, effects: degradations.effects.covering(flow, cell) }
  }

  function conditionOf(flow: Flow, at: number): Condition {
    const { baseline, effects } = partsOf(flow)
    return conditionAt(baseline, effects, at)
  }

  function nextFlipOf(flow: Flow, thresholds: Thresholds, after: number): number | undefined {
    const { baseline, effects } = partsOf(flow)
    return nextFlip(baseline, effects, thresholds, after)
  }

  function viewOf(device: AttachedDevice): DeviceView {
    const { id, name, cell, serviceApplicable } = device
    const condition = conditionOf({ deviceId: id }, clock.now())
    return { id, name, cell, device: wireDeviceOf(device), serviceApplicable, condition }
  }

  return {
    replaceTopology(cells, devices) {
      directory = createDeviceDirectory(cells, devices)
      bus.publish({ kind: 'condition.changed', deviceIds: 'all', since: clock.now() })
    },
    resolve: (device) => directory.resolve(device),
    byPhoneNumber: (phoneNumber) => directory.byPhoneNumber(phoneNumber)?.id,
    isServiceApplicable: (deviceId) => directory.get(deviceId).serviceApplicable,
    flowOf,
    conditionAt: conditionOf,
    nextFlip: nextFlipOf,
    bendsAfter: (flow, after, limit) => boundariesOf(partsOf(flow).effects, after).slice(0, limit),
    assess(flow, thresholds, at) {
      const condition = conditionOf(wireFlowOf(flow), at)
      return { condition, assessment: assess(condition, thresholds) }
    },
    cells: () => directory.cells(),
    conditionSeries(deviceId, { secondsBack, secondsAhead, points }) {
      const { baseline, effects } = partsOf({ deviceId })
      const from = clock.now() - secondsBack * 1000
      const step = ((secondsBack + secondsAhead) * 1000) / (points - 1)
      const instants = Array.from({ length: points }, (_, index) => Math.round(from + index * step))
      return { deviceId, samples: instants.map((at) => ({ at, ...conditionAt(baseline, effects, at) })) }
    },
    devices: () => Array.from(directory.all(), viewOf),
    async addDegradation(request) {
      refuseUnknown(request.target)
      const degradation = scheduleDegradation(request, ids.uuid(), clock.now())
      await degradations.add(degradation)
      return degradation
    },
    removeDegradation: (id) => degradations.end(id),
    degradations: () => degradations.lasting(),
    clear: () => degradations.clear(),
    explain({ profileId, ...wireFlow }, thresholds) {
      const parts = partsOf(wireFlowOf(wireFlow))
      const explanation = explanationOf(parts, thresholds, clock.now())
      return { deviceId: wireFlow.deviceId, profileId, ...explanation }
    },
    assessmentView(deviceId, profileId, thresholds) {
      const at = clock.now()
      const findings = findingsAt(partsOf({ deviceId }), thresholds, at)
      const met = findings.every((finding) => finding.met)
      return { deviceId, profileId, findings, met, until: nextFlipOf({ deviceId }, thresholds, at) }
    },
  }
}
