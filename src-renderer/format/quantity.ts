// Numbers with their units, as short as they can be read; the exact value goes with them for the hover.
import type { Metric } from '#shared/domain/condition'

export interface Quantity {
  readonly number: string
  readonly unit: string
  readonly exact: string
}

export const METRIC_NAMES: Record<Metric, string> = {
  delayMs: 'Delay',
  jitterMs: 'Jitter',
  lossRatio: 'Loss',
  downRateKbps: 'Down',
  upRateKbps: 'Up',
}

const DIGITS = 3
/** As many as a number has. */
const ALL_DIGITS = 17

/** Significant digits, without an exponent and without rounding a whole number. */
function short(value: number, digits = DIGITS): string {
  const size = Math.abs(value)
  const maximumFractionDigits = size === 0 ? 0 : Math.min(Math.max(0, digits - 1 - Math.floor(Math.log10(size))), 20)
  return value.toLocaleString('en', { maximumFractionDigits, useGrouping: false }).replace('-', '−')
}

interface Scale {
  readonly factor: number
  readonly unit: string
}

/** The unit in which people speak of a value: milliseconds, per cent, bits per second. */
function scaleOf(metric: Metric, value: number): Scale {
  if (metric === 'lossRatio') return { factor: 100, unit: '%' }
  if (metric === 'delayMs' || metric === 'jitterMs') return { factor: 1, unit: 'ms' }
  const size = Math.abs(value)
  if (size >= 1e6) return { factor: 1e-6, unit: 'Gbit/s' }
  return size >= 1e3 ? { factor: 1e-3, unit: 'Mbit/s' } : { factor: 1, unit: 'kbit/s' }
}

function exactText(metric: Metric, value: number): string {
  if (metric === 'lossRatio') return `${value} lost / sent`
  return `${value} ${metric === 'delayMs' || metric === 'jitterMs' ? 'ms' : 'kbit/s'}`
}

export function quantityOf(metric: Metric, value: number, digits = DIGITS): Quantity {
  const { factor, unit } = scaleOf(metric, value)
  return { number: short(value * factor, digits), unit, exact: exactText(metric, value) }
}

/** The same, with as many digits as it takes to tell it from a threshold that it differs from. */
export function quantityBeside(metric: Metric, value: number, bound: number): Quantity {
  const { factor } = scaleOf(metric, value)
  let digits = DIGITS
  const isTold = () => value === bound || short(value * factor, digits) !== short(bound * factor, digits)
  while (!isTold() && digits < ALL_DIGITS) digits += 1
  return quantityOf(metric, value, digits)
}

/** `1.4 kB`; decimal units. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1e6) return `${short(bytes / 1e3)} kB`
  return `${short(bytes / 1e6)} MB`
}
