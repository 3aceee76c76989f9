// The history of a bucket as a line: what remained, or where nothing is balanced, what was counted.
import type { LiveBucket } from '../../../stores/buckets'

export interface LedgerPoint {
  readonly at: number
  readonly value: number
}

export interface LedgerSeries {
  readonly unit: string
  readonly what: 'remaining' | 'used'
  readonly points: readonly LedgerPoint[]
}

type Reading = { readonly at: number; readonly from?: number | undefined; readonly value: number }

/** A charge is a step at its instant; what a flow used went on a slope since `from`. */
function lineThrough(readings: readonly Reading[], now: LedgerPoint): LedgerPoint[] {
  const points: LedgerPoint[] = []
  let last: number | undefined
  for (const { at, from, value } of readings) {
    if (last !== undefined) points.push({ at: from ?? at, value: last })
    points.push({ at, value })
    last = value
  }
  if (last !== undefined) points.push(now)
  return points.filter((point, index) => {
    const before = points[index - 1]
    return before?.at !== point.at || before.value !== point.value
  })
}

function remainingSeries({ balances, entries, at }: LiveBucket, unit: string): LedgerSeries {
  const sumOf = (values: readonly { unit: string; value: string }[]) =>
    values.reduce((sum, one) => (one.unit === unit ? sum + Number(one.value) : sum), 0)
  const readings = entries.map((entry) => ({ at: entry.at, from: entry.from, value: sumOf(entry.remaining) }))
  const value = sumOf(balances.map(({ unit: own, remaining }) => ({ unit: own, value: remaining })))
  return { unit, what: 'remaining', points: lineThrough(readings, { at, value }) }
}

/** Backwards from what the counter reads now, since the entries say only what was added. */
function usedSeries({ counters, entries, at }: LiveBucket, unit: string): LedgerSeries {
  let value = Number(counters.find((counter) => counter.unit === unit)?.value ?? 0)
  const now = { at, value }
  const readings: Reading[] = []
  for (const entry of [...entries].reverse()) {
    readings.unshift({ at: entry.at, from: entry.from, value })
    if (entry.kind === 'opened') break
    if (entry.unit === unit) value -= Number(entry.value ?? 0)
  }
  return { unit, what: 'used', points: lineThrough(readings, now) }
}

/** One line for each unit; none for a bucket whose ledger was never opened. */
export function seriesOf(bucket: LiveBucket): readonly LedgerSeries[] {
  if (bucket.entries.length === 0) return []
  const balanced = [...new Set(bucket.balances.map(({ unit }) => unit))]
  const counted = [...new Set(bucket.counters.map(({ unit }) => unit))].filter((unit) => !balanced.includes(unit))
  return [...balanced.map((unit) => remainingSeries(bucket, unit)), ...counted.map((unit) => usedSeries(bucket, unit))]
}
