// Whose conditions become another function of time by a change, as told to the rest of the bench.
import type { BenchBus } from '#shared/control/events'
import type { BenchClock } from '#shared/domain/clocks'
import type { Degradation } from '#shared/domain/degradation'
import type { Handover } from '#shared/domain/handover'
import type { Courses } from './courses'
import type { EffectIndex } from './effectIndex'

interface ChangePorts {
  clock: Pick<BenchClock, 'now'>
  bus: Pick<BenchBus, 'publish'>
  effects: Pick<EffectIndex, 'sharedCells'>
  courses: () => Pick<Courses, 'inCellFrom'>
}

export interface Changes {
  readonly degradationChanged: (degradation: Degradation | 'all', since: number) => void
  readonly handoverChanged: (handover: Handover | 'all') => void
}

export function createChanges({ clock, bus, effects, courses }: ChangePorts): Changes {
  function affectedBy(degradation: Degradation | 'all', since: number): readonly string[] | 'all' {
    if (degradation === 'all' || 'all' in degradation.target) return 'all'
    const { target } = degradation
    return 'cell' in target ? courses().inCellFrom(target.cell, since) : [target.device]
  }

  return {
    degradationChanged(degradation: Degradation | 'all', since: number): void {
      bus.publish({ kind: 'condition.changed', deviceIds: affectedBy(degradation, since), since })
    },
    /** Where something is shared, a device that comes or goes changes the shares of the others. */
    handoverChanged(handover: Handover | 'all'): void {
      const since = handover === 'all' ? clock.now() : Math.min(handover.at, clock.now())
      const deviceIds = handover === 'all' || effects.sharedCells > 0 ? 'all' : [handover.deviceId]
      bus.publish({ kind: 'condition.changed', deviceIds, since })
    },
  }
}
