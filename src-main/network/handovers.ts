// Which cell a device is attached to, as a function of time: its own one until a handover, then that one's.
import type { BenchBus } from '#shared/control/events'
import type { BenchClock, Cancel } from '#shared/domain/clocks'
import type { Handover } from '#shared/domain/handover'
import type { RowLog } from '#shared/domain/rowLog'
import { BenchError } from '#shared/errors/benchError'
import { MEMORY_MS, type NetworkTables } from './networkTables'

export interface HandoverPorts {
  clock: Pick<BenchClock, 'now' | 'schedule'>
  bus: Pick<BenchBus, 'publish'>
  log: RowLog<NetworkTables>
  /** Told of each change of the function of time, once it holds. @param handover all: every one is gone */
  onChange: (handover: Handover | 'all') => void
}

export interface Handovers {
  /** Those of a device, ascending; of two at one instant the last that was asked for comes last. */
  of(deviceId: string): readonly Handover[]
  /** Another number after each change. */
  readonly revision: number
  /** Of every device, in no order. */
  all(): Iterable<Handover>
  /** Those to come. */
  planned(): Handover[]
  /** On disk before it resolves. */
  add(handover: Handover): Promise<void>
  /** Calls off one to come. @throws BenchError `notFound` */
  cancel(id: string): Promise<void>
  clear(): Promise<void>
}

const byInstant = (a: Handover, b: Handover) => a.at - b.at

export function createHandovers({ clock, bus, log, onChange }: HandoverPorts): Handovers {
  const rows = log.table('handovers')
  const byDevice = new Map<string, readonly Handover[]>()
  const timers = new Map<string, Cancel>()
  let revision = 0

  const of = (deviceId: string) => byDevice.get(deviceId) ?? []

  function put(handover: Handover): void {
    revision += 1
    const others = of(handover.deviceId).filter(({ id }) => id !== handover.id)
    byDevice.set(handover.deviceId, [...others, handover].sort(byInstant))
  }

  function drop({ id, deviceId }: Handover): void {
    revision += 1
    const left = of(deviceId).filter((other) => other.id !== id)
    if (left.length === 0) byDevice.delete(deviceId)
    else byDevice.set(deviceId, left)
  }

  /** Those that another one followed so long ago that nothing asks for them any more. */
  function outlived(deviceId: string): Handover[] {
    const long = of(deviceId).filter(({ at }) => at <= clock.now() - MEMORY_MS)
    return long.slice(0, -1)
  }

  const removalOf = ({ id }: Handover) => ({ table: 'handovers', remove: id }) as const

  async function forgetOutlived(deviceId: string): Promise<void> {
    const gone = outlived(deviceId)
    if (gone.length === 0) return
    await log.commit(gone.map(removalOf))
    gone.forEach(drop)
  }

  function awaitInstant(handover: Handover): void {
    const tell = () => {
      timers.delete(handover.id)
      bus.publish({ kind: 'handover.done', handover })
      return forgetOutlived(handover.deviceId)
    }
    timers.set(handover.id, clock.schedule(handover.at, tell))
  }

  for (const row of rows.values()) {
    put(row)
    if (row.at >= clock.now()) awaitInstant(row)
  }

  return {
    of,
    get revision() {
      return revision
    },
    all: () => rows.values(),
    planned: () => [...rows.values()].filter(({ at }) => at > clock.now()).sort(byInstant),
    async add(handover) {
      const gone = outlived(handover.deviceId)
      await log.commit([{ table: 'handovers', put: handover }, ...gone.map(removalOf)])
      gone.forEach(drop)
      put(handover)
      bus.publish({ kind: 'handover.added', handover })
      onChange(handover)
      // An immediate one: its instant passed while it was written.
      if (handover.at <= clock.now()) bus.publish({ kind: 'handover.done', handover })
      else awaitInstant(handover)
    },
    async cancel(id) {
      const handover = rows.get(id)
      if (!handover || handover.at <= clock.now()) {
        throw new BenchError('notFound', `There is no handover ${id} to come; see GET handovers.`, { field: 'id' })
      }
      await log.commit([removalOf(handover)])
      timers.get(id)?.()
      timers.delete(id)
      drop(handover)
      bus.publish({ kind: 'handover.removed', id })
      onChange(handover)
    },
    async clear() {
      const all = [...rows.values()]
      if (all.length === 0) return
      await log.commit(all.map(removalOf))
      for (const cancel of timers.values()) cancel()
      timers.clear()
      byDevice.clear()
      revision += 1
      for (const { id } of all) bus.publish({ kind: 'handover.removed', id })
      onChange('all')
    },
  }
}
