// The life of a degradation: kept on disk, felt by the network, ended on the bench clock, forgotten.
import type { BenchBus } from '#shared/control/events'
import type { BenchClock, Cancel } from '#shared/domain/clocks'
import type { Degradation } from '#shared/domain/degradation'
import type { RowLog } from '#shared/domain/rowLog'
import type { LoadedTrace } from '#shared/domain/trace'
import { BenchError } from '#shared/errors/benchError'
import { compileDegradation } from './compileDegradation'
import type { EffectIndex } from './effectIndex'
import { MEMORY_MS, type NetworkTables } from './networkTables'

export interface DegradationPorts {
  clock: Pick<BenchClock, 'now' | 'schedule'>
  bus: Pick<BenchBus, 'publish'>
  log: RowLog<NetworkTables>
  /** Where their effects stand. */
  effects: EffectIndex
  traceOf: (id: string) => LoadedTrace | undefined
  /** Told of each change of the function of time once it holds. @param degradation all: every one is gone */
  onChange: (degradation: Degradation | 'all', since: number) => void
}

export interface Degradations {
  /** @returns it with its sequence number */
  add(degradation: Degradation): Promise<Degradation>
  /** Ends it now. @throws BenchError `notFound` */
  end(id: string): Promise<void>
  /** Traces have changed. */
  recompile(): void
  /** Those that have not ended yet. */
  lasting(): Degradation[]
  /** Forgets all of them, what they did in the past included. */
  clear(): Promise<void>
}

export function createDegradations(ports: DegradationPorts): Degradations {
  const { clock, bus, log, effects } = ports
  const rows = log.table('degradations')
  const timers = new Map<string, Cancel>()
  let last = Math.max(0, ...Array.from(rows.values(), ({ sequence = 0 }) => sequence))

  function lasts({ endsAt }: Degradation): boolean {
    return endsAt === undefined || endsAt > clock.now()
  }

  function put(degradation: Degradation): void {
    effects.put(degradation.id, compileDegradation(degradation, ports.traceOf))
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
    put(row)
    if (row.endsAt === undefined) continue
    if (lasts(row)) awaitEnd(row.id, row.endsAt)
    else awaitForgetting(row.id, row.endsAt)
  }

  return {
    async add(asked) {
      last += 1
      const degradation = { ...asked, sequence: last }
      const { id, startsAt, endsAt } = degradation
      await log.commit([{ table: 'degradations', put: degradation }])
      put(degradation)
      bus.publish({ kind: 'degradation.added', degradation })
      if (endsAt !== undefined) awaitEnd(id, endsAt)
      // The clock went on while it was written: what it does counts from its start, not from here.
      ports.onChange(degradation, Math.min(startsAt, clock.now()))
      return degradation
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
      put(ended)
      awaitForgetting(id, endsAt)
      bus.publish({ kind: 'degradation.removed', id })
      ports.onChange(ended, endsAt)
    },
    recompile: () => [...rows.values()].forEach(put),
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
      ports.onChange('all', clock.now())
      last = 0
    },
  }
}
