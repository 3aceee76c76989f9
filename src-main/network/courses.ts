// The course of each flow, put together from where its device is attached and from what acts there; kept until either
// changes.
import type { Condition } from '#shared/domain/condition'
import { epochOf, type Epoch } from '#shared/domain/course'
import { byComposition } from '#shared/domain/effect'
import type { Flow } from '#shared/domain/flow'
import type { DegradationEffect } from './compileDegradation'
import type { DeviceDirectory } from './deviceDirectory'
import type { EffectIndex } from './effectIndex'
import type { Handovers } from './handovers'

/** An epoch that knows which cell it is in, and what its effects were compiled from. */
export interface FlowEpoch extends Epoch {
  readonly cell: string
  readonly effects: readonly DegradationEffect[]
}
export type FlowCourse = readonly [FlowEpoch, ...FlowEpoch[]]

export interface CoursePorts {
  directory: () => DeviceDirectory
  effects: EffectIndex
  handovers: Pick<Handovers, 'of' | 'all' | 'revision'>
}

export interface Courses {
  /** @throws BenchError `notFound` for an unknown device */
  of(flow: Flow): FlowCourse
  /** The cell a device is attached to. */
  cellAt(deviceId: string, at: number): string
  /** The devices that are attached to a cell at an instant or come to it later. */
  inCellFrom(cell: string, since: number): string[]
}

/** As many are kept as a large test has flows. */
const MOST_KEPT = 50_000

export function createCourses({ directory, effects, handovers }: CoursePorts): Courses {
  const kept = new Map<string, FlowCourse>()
  const weights = new Map<string, number>()
  let madeOf: readonly unknown[] = []

  /** Of other parts they would be others. */
  function forgetStale(): void {
    const parts = [directory(), effects.revision, handovers.revision]
    if (parts.every((part, index) => part === madeOf[index])) return
    madeOf = parts
    kept.clear()
    weights.clear()
  }

  function cellAt(deviceId: string, at: number): string {
    const last = handovers.of(deviceId).findLast((handover) => handover.at <= at)
    return last?.cell ?? directory().get(deviceId).cell
  }

  /** Of all devices attached to a cell at an instant. */
  function weightIn(cell: string, at: number): number {
    const key = `${at} ${cell}`
    let total = weights.get(key)
    if (total === undefined) {
      total = 0
      for (const { id, weight } of directory().all()) if (cellAt(id, at) === cell) total += weight
      weights.set(key, total)
    }
    return total
  }

  /** The instants from which the course is made of something else. */
  function turns({ deviceId }: Flow): number[] {
    const own = handovers.of(deviceId)
    const cells = [directory().get(deviceId).cell, ...own.map(({ cell }) => cell)]
    const others = cells.some((cell) => effects.isShared(cell)) ? [...handovers.all()] : []
    return [...new Set([...own, ...others].map(({ at }) => at))].sort((a, b) => a - b)
  }

  function epochFrom(flow: Flow, from: number): FlowEpoch {
    const { id, weight } = directory().get(flow.deviceId)
    const cell = cellAt(id, from)
    const baseline: Condition = directory().baselineIn(id, cell)
    const covering = effects.covering(flow, cell).map((effect) => {
      return effect.isShared ? effect.withShare(weight / weightIn(cell, from)) : effect
    })
    covering.sort(byComposition)
    return { ...epochOf(baseline, covering, from), effects: covering, cell }
  }

  function build(flow: Flow): FlowCourse {
    const later = turns(flow).map((at) => epochFrom(flow, at))
    return [epochFrom(flow, -Infinity), ...later]
  }

  function keyOf({ deviceId, servers, ports }: Flow): string {
    return servers === undefined ? deviceId : JSON.stringify([deviceId, servers, ports])
  }

  return {
    cellAt,
    of(flow) {
      forgetStale()
      const key = keyOf(flow)
      const found = kept.get(key)
      if (found) return found
      if (kept.size >= MOST_KEPT) kept.clear()
      const course = build(flow)
      kept.set(key, course)
      return course
    },
    inCellFrom(cell, since) {
      const comes = (deviceId: string) => handovers.of(deviceId).some((one) => one.at > since && one.cell === cell)
      const ids = Array.from(directory().all(), ({ id }) => id)
      return ids.filter((id) => cellAt(id, since) === cell || comes(id))
    },
  }
}
