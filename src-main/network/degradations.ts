// The life of a degradation: kept on disk, felt by the network, ended on the bench clock, forgotten.
import type { BenchBus } from '#shared/control/events'
import type { DegradationView } from '#shared/control/views'
import type { BenchClock, Cancel } from '#shared/domain/clocks'
import type { RowLog } from '#shared/domain/rowLog'
import { BenchError } from '#shared/errors/benchError'
import { compileEffect } from './compileEffect'
import { EffectIndex } from './effectIndex'

export type NetworkTables = { degradations: DegradationView }

export interface DegradationPorts {
  clock: Pick<BenchClock, 'now' | 'schedule'>
  bus: Pick<BenchBus, 'publish'>
  log: RowLog<NetworkTables>
  /** The devices that a degradation is felt by. */
  affectedBy: (degradation: DegradationView) => readonly string[] | 'all'
}

export interface Degradations {
  readonly effects: EffectIndex
  add(degradation: DegradationView): Promise<void>
  /** Ends it now. @throws BenchError `notFound` */
  end(id: string): Promise<void>
  /** Those that have not ended yet. */
  lasting(): DegradationView[]
  /** Forgets all of them, what they did in the past included. */
  clear(): Promise<void>
}

/**
 * How long one that ended is remembered: the window shows the last ten minutes, and `monitoringTimeStamp` may lie a
 * minute in the past (reading C29).
 */
const MEMORY_MS = 600_000

export function createDegradations({ clock, bus, log, affectedBy }: DegradationPorts): Degradations {
  const rows = log.table('degradations')
  const effects = new EffectIndex()
  const timers = new Map<string, Cancel>()

  function lasts({ endsAt }: DegradationView): boolean {
    return endsAt === undefined || endsAt > clock.now()
  }

  function wake(id: string, dueAt: number, task: () => void | Promise<void>): void {
    timers.get(id)?.()
    timers.set(id, clock.schedule(dueAt, task))
  }

  function awaitForgetting(id: string, endsAt: number): void {
    wake(id, endsAt + MEMORY_MS, async () => {
      await log.commit([{ table: 'degradations', remove: id }])
      timers.delete(id)
      effects.drop(id)
    })
  }

  /** An end that was planned changes no function of time, so only the removal is told. */
  function awaitEnd(id: string, endsAt: number): void {
    wake(id, endsAt, () => {
      awaitForgetting(id, endsAt)
      bus.publish({ kind: 'degradation.removed', id })
    })
  }

  for (const row of rows.values()) {
    effects.put(compileEffect(row))
    if (row.endsAt === undefined) continue
    if (lasts(row)) awaitEnd(row.id, row.endsAt)
    else awaitForgetting(row.id, row.endsAt)
  }

  return {
    effects,
    async add(degradation) {
      const { id, startsAt, endsAt } = degradation
      await log.commit([{ table: 'degradations', put: degradation }])
      effects.put(compileEffect(degradation))
      bus.publish({ kind: 'degradation.added', degradation })
      if (endsAt !== undefined) awaitEnd(id, endsAt)
      // The clock went on while it was written: what it does counts from its start, not from here.
      const since = Math.min(startsAt, clock.now())
      bus.publish({ kind: 'condition.changed', deviceIds: affectedBy(degradation), since })
    },
    async end(id) {
      const degradation = rows.get(id)
      if (!degradation || !lasts(degradation)) {
        throw new BenchError('notFound', `There is no degradation ${id}, or it has ended; see GET degradations.`, {
          field: 'id',
        })
      }
      const endsAt = clock.now()
      const ended = { ...degradation, endsAt }
      await log.commit([{ table: 'degradations', put: ended }])
      effects.put(compileEffect(ended))
      awaitForgetting(id, endsAt)
      bus.publish({ kind: 'degradation.removed', id })
      bus.publish({ kind: 'condition.changed', deviceIds: affectedBy(degradation), since: endsAt })
    },
    lasting: () => [...rows.values()].filter(lasts),
    async clear() {
      const all = [...rows.values()]
      if (all.length === 0) return
      const lasting = all.filter(lasts)
      await log.commit(all.map(({ id }) => ({ table: 'degradations', remove: id })))
      for (const cancel of timers.values()) cancel()
      timers.clear()
      effects.clear()
      for (const { id } of lasting) bus.publish({ kind: 'degradation.removed', id })
      bus.publish({ kind: 'condition.changed', deviceIds: 'all', since: clock.now() })
    },
  }
}
