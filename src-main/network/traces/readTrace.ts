// From a table to columns of numbers in the units of the metrics, or to everything that is wrong with it.
import type { TraceProblem } from '#shared/control/traceViews'
import { clampMetric, METRICS, type Metric } from '#shared/domain/condition'
import { TRACE_TIME_UNITS_MS, TRACE_UNITS, type LoadedTrace, type TraceWithTable } from '#shared/domain/trace'
import { bridgeGaps } from './bridgeGaps'
import { Complaints } from './complaints'
import { radioOf } from './radioColumns'
import { placeOf, traceTable, type TraceTable } from './traceTable'

export type ReadTrace =
  | { readonly trace: LoadedTrace; readonly problems: readonly [] }
  | { readonly trace: undefined; readonly problems: readonly TraceProblem[] }

const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/

function numberOf(cell: string): number {
  const value = cell === '' ? NaN : Number(cell)
  return Number.isFinite(value) ? value : NaN
}

/** @returns milliseconds, NaN for what is none */
function instantOf(cell: string, unit: TraceWithTable['time']['unit']): number {
  if (unit !== 'rfc3339') return numberOf(cell) * TRACE_TIME_UNITS_MS[unit]
  return DATE_TIME.test(cell) ? Date.parse(cell) : NaN
}

function timesOf(table: TraceTable, { column, unit }: TraceWithTable['time'], complaints: Complaints): Float64Array {
  const place = placeOf(table, column, complaints)
  const times = new Float64Array(table.rows.length)
  if (place < 0) return times
  const fix = unit === 'rfc3339' ? 'write it as 2026-03-01T09:00:00Z' : `write a number of ${unit}, with a point`
  let first = NaN
  let before = -Infinity
  table.rows.forEach(({ row, cells }, index) => {
    const cell = (cells[place] ?? '').trim()
    const at = instantOf(cell, unit)
    if (Number.isNaN(at)) return complaints.add({ row, column, reason: `"${cell}" is not a time`, fix })
    if (Number.isNaN(first)) first = at
    const time = Math.round(at - first)
    if (time <= before) {
      const reason = `${cell} is not later than the row before, in whole milliseconds`
      return complaints.add({ row, column, reason, fix: 'sort the rows by time, one for an instant' })
    }
    times[index] = before = time
  })
  return times
}

function complaintOf(cell: string, metric: Metric, value: number): Omit<TraceProblem, 'row' | 'column'> | undefined {
  if (Number.isNaN(value)) return { reason: `"${cell}" is not a number`, fix: 'write it with a point and no unit' }
  if (value < 0) return { reason: `${cell} is negative`, fix: 'leave the cell empty where nothing was measured' }
  if (value === clampMetric(metric, value)) return undefined
  return { reason: `${cell} is more than everything`, fix: 'see whether the unit is percent' }
}

function columnOf(
  table: TraceTable,
  metric: Metric,
  { column, unit, factor }: { column: string; unit: string; factor: number },
  complaints: Complaints,
): Float64Array {
  const place = placeOf(table, column, complaints)
  const scale = (TRACE_UNITS[metric][unit] ?? 1) * factor
  const values = new Float64Array(table.rows.length).fill(NaN)
  if (place < 0) return values
  table.rows.forEach(({ row, cells }, index) => {
    const cell = cells[place]?.trim()
    if (cell === undefined) return complaints.add({ row, column, reason: 'is missing', fix: 'fill the row up' })
    if (cell === '') return
    const value = numberOf(cell) * scale
    const complaint = complaintOf(cell, metric, value)
    if (complaint) complaints.add({ row, column, ...complaint })
    else values[index] = value
  })
  if (complaints.count === 0 && values.every(Number.isNaN)) complaints.add({ column, reason: 'is empty in every row' })
  return values
}

function traceOf(trace: TraceWithTable, table: TraceTable, complaints: Complaints): LoadedTrace {
  const { id, name = id, time, metrics, between } = trace
  const timesMs = timesOf(table, time, complaints)
  const columns = METRICS.flatMap((metric) => {
    const mapping = metrics[metric]
    if (!mapping) return []
    const values = columnOf(table, metric, mapping, complaints)
    if (complaints.count === 0) bridgeGaps(values, timesMs, between)
    return [[metric, values] as const]
  })
  const radio = radioOf(trace, table, complaints)
  return { id, name, timesMs, columns: Object.fromEntries(columns), between, ...(radio && { radio }) }
}

/** Reads the table of a trace. A gap (an empty cell) is bridged as the time between two rows is. */
export async function readTrace(trace: TraceWithTable): Promise<ReadTrace> {
  const table = await traceTable(trace.csv)
  const complaints = new Complaints(table.problems)
  if (table.rows.length === 0)
    complaints.add({ reason: 'has no rows', fix: 'write the names of the columns, then a row for each instant' })
  const loaded = traceOf(trace, table, complaints)
  return complaints.count === 0 ? { trace: loaded, problems: [] } : { trace: undefined, problems: complaints.told() }
}
