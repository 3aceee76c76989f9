// What the ledger needs of the rest of the bench; `bench/` supplies it. The network never asks about usage.
import type { BenchBus } from '#shared/control/events'
import type { BenchClock, Ids } from '#shared/domain/clocks'
import type { RegisteredReport } from '#shared/domain/registeredReport'
import type { RowLog } from '#shared/domain/rowLog'
import type { LedgerTables } from './rows'

export interface UsageNetworkPort {
  hasDevice(deviceId: string): boolean
  /** Of a device's traffic as a whole at a bench instant, in kilobits per second; 0 for a device that is not there. */
  downRateKbps(deviceId: string, at: number): number
  /** The first `limit` instants after `after` between which the rate neither jumps nor bends, as far as is known now. */
  bendsAfter(deviceId: string, after: number, limit: number): readonly number[]
  /** Slows a device down from an instant until `release` is called; nothing happens where this throttle is there already. */
  throttle(id: string, deviceId: string, rateKbps: number, at: number): Promise<void>
  /** Ends a throttle; nothing happens where it has ended. */
  release(id: string): Promise<void>
  /** The ids of those that slow a device down now. */
  throttles(): readonly string[]
}

export interface LedgerPorts {
  readonly clock: BenchClock
  readonly ids: Ids
  readonly bus: BenchBus
  readonly log: RowLog<LedgerTables>
  readonly network: UsageNetworkPort
  /** As registered. */
  readonly reportOf: (id: string) => RegisteredReport | undefined
}
