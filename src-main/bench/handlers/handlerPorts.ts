// What every group of handlers is given.
import type { BenchState, ClockView } from '#shared/control/views'
import type { BenchRooms } from '../rooms'

export interface HandlerPorts {
  rooms: BenchRooms
  state: () => Omit<BenchState, 'nextSeq'>
  nextSeq: () => number
}

export interface HandlerTools extends HandlerPorts {
  /** `nextSeq` is read first: an event in between is then in both the items and the stream, never in neither. */
  list<T>(items: () => Iterable<T>): { items: T[]; nextSeq: number }
  keepClock(): Promise<ClockView>
  /** For what may change how the clock goes. */
  keepingClock<T>(work: Promise<T>): Promise<T>
}
