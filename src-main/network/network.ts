// The simulated network: who is in it, what degrades it, and what that makes of a flow at any instant.
// It knows no HTTP and no subscription.
import type { BenchBus } from '#shared/control/events'
import type { DegradationRequest, DegradationView, Explanation, HandoverRequest } from '#shared/control/networkViews'
import type { AssessmentView, CellView, ConditionSeries, DeviceView, FleetConditions } from '#shared/control/views'
import { assess, type Assessment } from '#shared/domain/assessment'
import type { BenchClock, Ids } from '#shared/domain/clocks'
import type { Condition } from '#shared/domain/condition'
import { conditionAt } from '#shared/domain/conditionAt'
import { outlook } from '#shared/domain/crossing'
import { playsTrace } from '#shared/domain/degradation'
import { bendsOf } from '#shared/domain/segment'
import type { Cell, SimulatedDevice } from '#shared/domain/device'
import type { Flow } from '#shared/domain/flow'
import type { Handover } from '#shared/domain/handover'
import type { Document, RowLog } from '#shared/domain/rowLog'
import type { Thresholds } from '#shared/domain/thresholds'
import type { Trace } from '#shared/domain/trace'
import type { WireApplicationServer, WireDevice, WirePortsSpec } from '#shared/wire/camara/common'
import { createChanges } from './changes'
import { createCourses, type FlowCourse } from './courses'
import { createDegradations } from './degradations'
import { createDeviceDirectory, wireDeviceOf, type ResolvedDevice } from './deviceDirectory'
import { EffectIndex } from './effectIndex'
import { explanationOf, findingsAt, untilOf } from './explanation'
import { createHandovers } from './handovers'
import type { NetworkTables } from './networkTables'
import { refuseNeedlessHandover, refuseUnknown, refuseUnknownCell } from './refusals'
import { endingBy, scheduleDegradation } from './scheduleDegradation'
import { fleetOf, seriesOf, spread, type SeriesSpan } from './series'
import { createTraces, type Traces } from './traces/traces'
import { flowOf, wireFlowOf, type WireFlow } from './wireFlow'

export interface NetworkPorts {
  clock: Pick<BenchClock, 'now' | 'schedule'>
  ids: Ids
  bus: Pick<BenchBus, 'publish'>
  log: RowLog<NetworkTables>
  /** Traces that were imported. */
  importedTraces: Document<readonly Trace[]>
  /** Of the scenario on stage. */
  seed: () => number
}

/** What is planned for a bench instant, under an id of its own: asked for again, it is there already. */
export interface Planned {
  readonly id: string
  readonly at: number
}

/** All instants are bench instants, past or future. An unknown device id is BenchError `notFound`. */
export interface Network {
  /** Puts other cells and devices in the place of the present ones. */
  replaceTopology(cells: readonly Cell[], devices: readonly SimulatedDevice[]): void
  /** What degradations may play; those that do go on with another trace of the same id. */
  readonly traces: Traces
  /** Whether the scenario on stage has a device of this id. */
  hasDevice(deviceId: string): boolean
  /** The device of the first identifier that resolves to one the caller may use, and that identifier alone (C28, C33). */
  resolve(device: WireDevice, mayUse?: (deviceId: string) => boolean): ResolvedDevice | undefined
  byPhoneNumber(phoneNumber: string): string | undefined
  isServiceApplicable(deviceId: string): boolean
  flowOf(deviceId: string, server?: WireApplicationServer, ports?: WirePortsSpec): Flow
  conditionAt(flow: Flow, at: number): Condition
  /**
   * When to look at a flow again: the first instant after `after` at which an answer changes, or up to which it is known
   * that none does. Undefined: none ever does.
   */
  nextFlip(flow: Flow, thresholds: Thresholds, after: number): number | undefined
  /** The first `limit` instants after `after` at which the down rate of the flow may jump or bend, ascending. */
  bendsAfter(flow: Flow, after: number, limit: number): readonly number[]
  assess(flow: WireFlow, thresholds: Thresholds, at: number): { assessment: Assessment; condition: Condition }
  cells(): readonly CellView[]
  /** A device's condition at equal distances around now. @throws BenchError `notFound` */
  conditionSeries(deviceId: string, span: SeriesSpan): ConditionSeries
  /** The same of many devices: those of a cell, or all, the first 200. */
  fleetSeries(span: SeriesSpan, cell?: string): FleetConditions
  /** Every device with its condition now. */
  devices(): DeviceView[]
  /** On disk before it resolves. @throws BenchError `notFound` for an unknown cell, device or trace. */
  addDegradation(
    request: DegradationRequest,
    planned?: Planned & { readonly endsBy?: number | undefined },
  ): Promise<DegradationView>
  /** Ends it now. @throws BenchError `notFound` when there is none or it has ended. */
  removeDegradation(id: string): Promise<void>
  /** Those that have not ended yet. */
  degradations(): DegradationView[]
  /** On disk before it resolves. @throws BenchError `notFound`; `conflict` when the device is in that cell by then. */
  handOver(deviceId: string, request: HandoverRequest, planned?: Planned): Promise<Handover>
  /** Calls off a handover to come. @throws BenchError `notFound` */
  cancelHandover(id: string): Promise<void>
  /** Handovers to come. */
  handovers(): Handover[]
  /** Forgets every degradation and handover; the topology stays. */
  clear(): Promise<void>
  /** Why the present assessment of a flow is what it is. */
  explain(flow: WireFlow & { readonly profileId: string }, thresholds: Thresholds): Explanation
  /** The present assessment of a device's traffic as a whole. */
  assessmentView(deviceId: string, profileId: string, thresholds: Thresholds): AssessmentView
}

export function createNetwork({ clock, ids, bus, log, importedTraces, seed }: NetworkPorts): Network {
  let directory = createDeviceDirectory([], [])
  const effects = new EffectIndex()
  const { degradationChanged, handoverChanged } = createChanges({ clock, bus, effects, courses: () => courses })
  const traces = createTraces({
    bus,
    document: importedTraces,
    playing: (id) => degradations.lasting().filter((one) => playsTrace(one, id)),
    onChange() {
      degradations.recompile()
      degradationChanged('all', clock.now())
    },
  })
  const degradations = createDegradations({
    clock,
    bus,
    log,
    effects,
    traceOf: (id) => traces.get(id),
    onChange: degradationChanged,
  })
  const handovers = createHandovers({ clock, bus, log, onChange: handoverChanged })
  const courses = createCourses({ directory: () => directory, effects, handovers })

  function nextFlipOf(course: FlowCourse, thresholds: Thresholds, after: number): number | undefined {
    const { flipsAt, knownUntil } = outlook(course, thresholds, after)
    return flipsAt ?? knownUntil
  }

  function viewOf(device: SimulatedDevice): DeviceView {
    const { id, name, serviceApplicable } = device
    const at = clock.now()
    const condition = conditionAt(courses.of({ deviceId: id }), at)
    return { id, name, cell: courses.cellAt(id, at), device: wireDeviceOf(device), serviceApplicable, condition }
  }

  return {
    replaceTopology(cells, devices) {
      directory = createDeviceDirectory(cells, devices)
      bus.publish({ kind: 'condition.changed', deviceIds: 'all', since: clock.now() })
    },
    traces,
    hasDevice: (deviceId) => directory.has(deviceId),
    resolve: (device, mayUse) => directory.resolve(device, mayUse),
    byPhoneNumber: (phoneNumber) => directory.byPhoneNumber(phoneNumber)?.id,
    isServiceApplicable: (deviceId) => directory.get(deviceId).serviceApplicable,
    flowOf,
    conditionAt: (flow, at) => conditionAt(courses.of(flow), at),
    nextFlip: (flow, thresholds, after) => nextFlipOf(courses.of(flow), thresholds, after),
    bendsAfter: (flow, after, limit) => bendsOf(courses.of(flow), 'downRateKbps', after, limit),
    assess(flow, thresholds, at) {
      const condition = conditionAt(courses.of(wireFlowOf(flow)), at)
      return { condition, assessment: assess(condition, thresholds) }
    },
    cells: () => directory.cells(),
    conditionSeries: (deviceId, span) => seriesOf(deviceId, courses.of({ deviceId }), spread(span, clock.now())),
    fleetSeries(span, cell) {
      const now = clock.now()
      const ids = Array.from(directory.all(), ({ id }) => id)
      const shown = cell === undefined ? ids : ids.filter((id) => courses.cellAt(id, now) === cell)
      return fleetOf(shown, (deviceId) => courses.of({ deviceId }), spread(span, now), now)
    },
    devices: () => Array.from(directory.all(), viewOf),
    async addDegradation(request, planned) {
      const known = planned && log.table('degradations').get(planned.id)
      if (known) return known
      refuseUnknown(request, { directory, traces })
      const { id = ids.uuid(), at = clock.now(), endsBy } = planned ?? {}
      const degradation = endingBy(endsBy, scheduleDegradation(request, id, at, seed()))
      return degradations.add(degradation)
    },
    removeDegradation: (id) => degradations.end(id),
    degradations: () => degradations.lasting(),
    async handOver(deviceId, { cell, startsInSeconds }, planned) {
      const known = planned && log.table('handovers').get(planned.id)
      if (known) return known
      directory.get(deviceId)
      refuseUnknownCell(cell, directory, 'cell')
      const at = (planned?.at ?? clock.now()) + Math.round(startsInSeconds * 1000)
      refuseNeedlessHandover(deviceId, cell, courses.cellAt(deviceId, at))
      const handover = { id: planned?.id ?? ids.uuid(), deviceId, cell, at }
      await handovers.add(handover)
      return handover
    },
    cancelHandover: (id) => handovers.cancel(id),
    handovers: () => handovers.planned(),
    async clear() {
      await degradations.clear()
      await handovers.clear()
    },
    explain({ profileId, ...wireFlow }, thresholds) {
      const { deviceId } = wireFlow
      const at = clock.now()
      const last = handovers.of(deviceId).findLast((handover) => handover.at <= at)
      const explanation = explanationOf(courses.of(wireFlowOf(wireFlow)), thresholds, at)
      return { deviceId, profileId, ...explanation, ...(last && { attachedSince: last.at }) }
    },
    assessmentView(deviceId, profileId, thresholds) {
      const at = clock.now()
      const course = courses.of({ deviceId })
      const findings = findingsAt(course, thresholds, at)
      const met = findings.every((finding) => finding.met)
      return { deviceId, profileId, findings, met, ...untilOf(course, thresholds, at) }
    },
  }
}
