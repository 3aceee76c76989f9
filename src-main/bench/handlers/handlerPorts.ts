// What every group of handlers is given.
import type { BenchState, ClockView } from '#shared/control/views'
import type { BenchRooms } from '../rooms'
import type { StoredIdentity } from '../listeners/tlsIdentity'

export interface HandlerPorts {
  rooms: BenchRooms
  state: () => Omit<BenchState, 'nextSeq'>
  nextSeq: () => number
  /** Of the bench, made when it is first asked for. */
  identity: () => Promise<StoredIdentity>
}

export interface HandlerTools extends HandlerPorts {
  /** `nextSeq` is read first: an event in between is then in both the items and the stream, never in neither. */
  readonly list: <T>(items: () => Iterable<T>) => { items: T[]; nextSeq: number }
  readonly keepClock: () => Promise<ClockView>
  /** For what may change how the clock goes. */
  readonly keepingClock: <T>(work: Promise<T>) => Promise<T>
}
