// The import of a trace as people fill it in: which column is what, guessed from the names.
import type { z } from 'zod'
import type { TracePreview, zTraceRequest } from '#shared/control/traceViews'
import { METRICS, type Metric } from '#shared/domain/condition'
import { TRACE_UNITS } from '#shared/domain/trace'

type TraceInput = z.input<typeof zTraceRequest>
type Mapping = Pick<TraceInput, 'time' | 'metrics' | 'radio' | 'between'>

/** What is chosen where the file has no column. */
export const NO_COLUMN = ' '

export interface TraceForm {
  id: string
  csv: string
  timeColumn: string
  timeUnit: Mapping['time']['unit']
  metrics: Record<Metric, { column: string; unit: string; factor: number | undefined }>
  signal: { column: string; unit: 'word' | 'dBm' }
  connectivityColumn: string
  between: 'linear' | 'hold'
}

const LIKELY: Record<Metric, RegExp> = {
  delayMs: /delay|latency|rtt|ping/i,
  jitterMs: /jitter|pdv/i,
  lossRatio: /loss|lost|per\b/i,
  downRateKbps: /down|dl|rx/i,
  upRateKbps: /up|ul|tx/i,
}

export const unitsOf = (metric: Metric) => Object.keys(TRACE_UNITS[metric])

/** `rtt_ms` says its unit; otherwise the unit that is usual. */
function unitFor(metric: Metric, column: string): string {
  const said = /[_ ([](us|ms|s|percent|%|ratio|bps|kbps|mbps|gbps)\b/i.exec(column)?.[1]?.toLowerCase()
  const spoken: Record<string, string> = {
    '%': 'percent',
    bps: 'bit/s',
    kbps: 'kbit/s',
    mbps: 'Mbit/s',
    gbps: 'Gbit/s',
  }
  const unit = said === undefined ? undefined : (spoken[said] ?? said)
  if (unit !== undefined && unitsOf(metric).includes(unit)) return unit
  return { delayMs: 'ms', jitterMs: 'ms', lossRatio: 'percent', downRateKbps: 'Mbit/s', upRateKbps: 'Mbit/s' }[metric]
}

function signalIn(columns: TracePreview['columns']): TraceForm['signal'] {
  const found = columns.find(({ name }) => /signal|rsrp|dbm/i.test(name))
  const isPower = found?.samples.some((sample) => sample.trim() !== '' && Number.isFinite(Number(sample)))
  return { column: found?.name ?? NO_COLUMN, unit: isPower ? 'dBm' : 'word' }
}

function radioOf({ signal, connectivityColumn }: TraceForm): Pick<Mapping, 'radio'> {
  const radio = {
    ...(signal.column !== NO_COLUMN && { signalStrength: signal }),
    ...(connectivityColumn !== NO_COLUMN && { connectivityType: { column: connectivityColumn } }),
  }
  return Object.keys(radio).length === 0 ? {} : { radio }
}

/** A first guess, to be looked at. */
export function guessedForm(fileName: string, csv: string, columns: TracePreview['columns']): TraceForm {
  const names = columns.map(({ name }) => name)
  const timeColumn = names.find((name) => /time|^t$|sec|date/i.test(name)) ?? names[0] ?? ''
  const sample = columns.find(({ name }) => name === timeColumn)?.samples[0] ?? ''
  const free = names.filter((name) => name !== timeColumn)
  const metrics = METRICS.map((metric) => {
    const column = free.find((name) => LIKELY[metric].test(name)) ?? NO_COLUMN
    const isRoundTrip = metric === 'delayMs' && /rtt|ping|round/i.test(column)
    return [metric, { column, unit: unitFor(metric, column), factor: isRoundTrip ? 0.5 : 1 }]
  })
  return {
    id: fileName.replace(/\.[^.]*$/, '').replace(/[^\w.-]+/g, '-') || 'trace',
    csv,
    timeColumn,
    timeUnit: /^\d{4}-/.test(sample) ? 'rfc3339' : /ms\b/i.test(timeColumn) ? 'ms' : 's',
    metrics: Object.fromEntries(metrics) as TraceForm['metrics'],
    signal: signalIn(columns),
    connectivityColumn: free.find((name) => /^(rat|net|network|connectivity|technology)\b/i.test(name)) ?? NO_COLUMN,
    between: 'linear',
  }
}

/** @returns undefined while no metric has a column */
export function mappingOf(form: TraceForm): Mapping | undefined {
  const { timeColumn, timeUnit, metrics, between } = form
  const mapped = METRICS.flatMap((metric) => {
    const { column, unit, factor } = metrics[metric]
    return column === NO_COLUMN ? [] : [[metric, { column, unit, factor: factor ?? 1 }] as const]
  })
  if (mapped.length === 0) return undefined
  return {
    time: { column: timeColumn, unit: timeUnit },
    metrics: Object.fromEntries(mapped),
    ...radioOf(form),
    between,
  }
}
