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

/** Three significant digits, without an exponent and without rounding a whole number. */
function short(value: number): string {
  const size = Math.abs(value)
  const maximumFractionDigits = size === 0 ? 0 : Math.min(Math.max(0, 2 - Math.floor(Math.log10(size))), 20)
  return value.toLocaleString('en', { maximumFractionDigits, useGrouping: false }).replace('-', '−')
}

function rate(kbps: number): Quantity {
  const exact = `${kbps} kbit/s`
  const size = Math.abs(kbps)
  if (size >= 1e6) return { number: short(kbps / 1e6), unit: 'Gbit/s', exact }
  if (size >= 1e3) return { number: short(kbps / 1e3), unit: 'Mbit/s', exact }
  return { number: short(kbps), unit: 'kbit/s', exact }
}

/** A metric's value in the unit people speak of: milliseconds, per cent, bits per second. */
export function quantityOf(metric: Metric, value: number): Quantity {
  if (metric === 'lossRatio') return { number: short(value * 100), unit: '%', exact: `${value} lost / sent` }
  if (metric === 'delayMs' || metric === 'jitterMs') return { number: short(value), unit: 'ms', exact: `${value} ms` }
  return rate(value)
}

/** `1.4 kB`; decimal units. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1e6) return `${short(bytes / 1e3)} kB`
  return `${short(bytes / 1e6)} MB`
}
