// The units in which usage is measured, by kind. Amounts of one kind convert exactly, amounts of different kinds never.

export const UNIT_KINDS = ['time', 'volume', 'events', 'currency'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]

export interface Unit {
  readonly kind: UnitKind
  /** How many of the kind's smallest unit (millisecond, byte, event) make one; of a currency only ISO 4217 knows. */
  readonly size?: number
}

type Sizes = readonly (readonly [size: number, ...names: string[]])[]

const TIME: Sizes = [
  [1, 'ms', 'milliseconds'],
  [1000, 's', 'second', 'seconds'],
  [60_000, 'min', 'minute', 'minutes'],
  [3_600_000, 'h', 'hour', 'hours'],
]

/** KB to TB are decimal, as in the International System of Units and on tariffs; KiB to TiB are the binary ones. */
const VOLUME: Sizes = [
  [1, 'B', 'byte', 'bytes'],
  [1000, 'KB', 'kB'],
  [1e6, 'MB'],
  [1e9, 'GB'],
  [1e12, 'TB'],
  [1024, 'KiB'],
  [1024 ** 2, 'MiB'],
  [1024 ** 3, 'GiB'],
  [1024 ** 4, 'TiB'],
]

const EVENTS: Sizes = [[1, 'event', 'events', 'message', 'messages', 'SMS', 'sms', 'call', 'calls']]

const unitsOf = (kind: UnitKind, sizes: Sizes) =>
  sizes.flatMap(([size, ...names]) => names.map((name): [string, Unit] => [name, { kind, size }]))

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ...unitsOf('time', TIME),
  ...unitsOf('volume', VOLUME),
  ...unitsOf('events', EVENTS),
])

/** The units of a kind to choose from; of currencies the code itself is the only one. */
export const USUAL_UNITS: Record<Exclude<UnitKind, 'currency'>, readonly string[]> = {
  time: ['seconds', 'minutes', 'hours'],
  volume: ['B', 'KB', 'MB', 'GB'],
  events: ['messages', 'events'],
}

/** @returns undefined for a name that stands for no unit; three capitals may be a currency by ISO 4217. */
export function unitNamed(name: string): Unit | undefined {
  return UNITS.get(name) ?? (/^[A-Z]{3}$/.test(name) ? { kind: 'currency' } : undefined)
}
