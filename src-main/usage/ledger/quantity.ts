// Amounts in the smallest unit of their kind (millisecond, byte, event, minor unit of a currency), exact decimals
// throughout: nothing in the ledger is a floating-point number.
import Big from 'big.js'
import currencies from 'currency-codes/data'
import { unitNamed, USUAL_UNITS } from '#shared/domain/unit'
import { BenchError } from '#shared/errors/benchError'

export interface Quantity {
  /** `time`, `volume`, `events`, or the code of a currency: quantities of one kind can be added. */
  readonly kind: string
  /** In the kind's smallest unit. */
  readonly amount: Big
}

/** How a name of a unit is read: its kind, and how many of the kind's smallest unit make one. */
interface Scale {
  readonly kind: string
  readonly size: Big
  /** Of the kind's smallest unit, for people. */
  readonly smallest: string
}

const SMALLEST: Record<string, string> = { time: 'a millisecond', volume: 'a byte', events: 'one event' }

/** Minor units of each currency by ISO 4217. */
const MINOR_DIGITS = new Map(currencies.map(({ code, digits }) => [code, digits]))

/** Decimals of a value that is shown in a unit which does not divide it, seconds in minutes for example. */
const SHOWN_DECIMALS = 12

/** @returns undefined for a name that stands for no unit */
export function scaleOf(unit: string): Scale | undefined {
  const known = unitNamed(unit)
  if (known?.size !== undefined)
    return { kind: known.kind, size: Big(known.size), smallest: SMALLEST[known.kind] ?? '' }
  const digits = MINOR_DIGITS.get(unit)
  if (known?.kind !== 'currency' || digits === undefined) return undefined
  return { kind: unit, size: Big(10).pow(digits), smallest: `${Big(10).pow(-digits).toFixed()} ${unit}` }
}

function unknownUnit(unit: string, field: string): BenchError {
  const known = Object.values(USUAL_UNITS).flat().join(', ')
  return new BenchError(
    'invalidArgument',
    `${field}: "${unit}" is no unit of time, volume or events and no currency of ISO 4217. Give one of ${known}, or a code such as EUR.`,
    { field },
  )
}

/** An amount as the ledger has it registered; it may be any decimal. @throws BenchError `invalidArgument` */
export function quantityOf(value: number | string, unit: string, field = 'unit'): Quantity {
  const scale = scaleOf(unit)
  if (!scale) throw unknownUnit(unit, field)
  return { kind: scale.kind, amount: Big(value).times(scale.size) }
}

/** An amount that somebody asks for. @throws BenchError `invalidArgument` unless it is whole in the smallest unit */
export function wholeQuantityOf(value: number | string, unit: string): Quantity {
  const quantity = quantityOf(value, unit)
  const scale = scaleOf(unit)
  if (scale && !quantity.amount.mod(1).eq(0)) {
    throw new BenchError(
      'invalidArgument',
      `value: ${value} ${unit} is not a multiple of ${scale.smallest}, the smallest amount there is. Round it.`,
      { field: 'value' },
    )
  }
  return quantity
}

/** An amount in a unit of its kind, as a decimal text; rounded half up only where the unit does not divide it. */
export function inUnit(amount: Big, unit: string): string {
  const size = scaleOf(unit)?.size ?? Big(1)
  return amount.div(size).round(SHOWN_DECIMALS, Big.roundHalfUp).toFixed()
}
