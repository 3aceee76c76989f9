// A recorded trace: a table of measured values over time, as a scenario names it and as it is once it was read.
import { z } from 'zod'
import { METRICS, type Metric } from './condition'
import type { Radio } from './radio'

/** What one of a unit is, in the unit of the metric. */
const DELAY_UNITS = { us: 1e-3, ms: 1, s: 1000 } as const
const LOSS_UNITS = { ratio: 1, percent: 0.01 } as const
const RATE_UNITS = {
  'bit/s': 1e-3,
  'kbit/s': 1,
  'Mbit/s': 1e3,
  'Gbit/s': 1e6,
  'byte/s': 8e-3,
  'kbyte/s': 8,
  'Mbyte/s': 8e3,
} as const

export const TRACE_TIME_UNITS_MS = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 } as const

const keysOf = <T extends object>(units: T) => Object.keys(units) as [keyof T & string, ...(keyof T & string)[]]

function zColumnIn<T extends object>(units: T) {
  return z.strictObject({
    /** The column's name in the first row of the file. */
    column: z.string().min(1),
    unit: z.enum(keysOf(units)),
    /** What the values are multiplied by besides: 0.5 makes a one-way delay of a round trip. */
    factor: z.number().positive().default(1),
  })
}

/** What one of a unit of a column is, in the unit of the metric. */
export const TRACE_UNITS: Readonly<Record<Metric, Readonly<Record<string, number>>>> = {
  delayMs: DELAY_UNITS,
  jitterMs: DELAY_UNITS,
  lossRatio: LOSS_UNITS,
  downRateKbps: RATE_UNITS,
  upRateKbps: RATE_UNITS,
}

/** Of one table: some 200,000 rows of six columns. */
export const LARGEST_TRACE_BYTES = 12 * 1024 * 1024
export const MOST_TRACES = 20

/** A trace as a scenario names it. Its first row has the names of the columns. */
export const zTrace = z
  .strictObject({
    id: z.string().regex(/^[\w.-]{1,100}$/, 'letters, digits, dots, hyphens and underscores only'),
    name: z.string().min(1).optional(),
    /** The table itself. */
    csv: z.string().max(LARGEST_TRACE_BYTES).optional(),
    /** Or the file it is in, beside the scenario. */
    file: z.string().min(1).optional(),
    time: z.strictObject({
      column: z.string().min(1),
      /** `rfc3339`: date-times. Whatever it counts from, the first row is the start of the effect. */
      unit: z.enum([...keysOf(TRACE_TIME_UNITS_MS), 'rfc3339']),
    }),
    metrics: z
      .strictObject({
        delayMs: zColumnIn(DELAY_UNITS).optional(),
        jitterMs: zColumnIn(DELAY_UNITS).optional(),
        lossRatio: zColumnIn(LOSS_UNITS).optional(),
        downRateKbps: zColumnIn(RATE_UNITS).optional(),
        upRateKbps: zColumnIn(RATE_UNITS).optional(),
      })
      .refine(
        (metrics) => METRICS.some((metric) => metrics[metric] !== undefined),
        'map at least one metric to a column',
      ),
    /** Words; `dBm`: a reference signal received power. */
    radio: z
      .strictObject({
        signalStrength: z
          .strictObject({ column: z.string().min(1), unit: z.enum(['word', 'dBm']).default('word') })
          .optional(),
        connectivityType: z.strictObject({ column: z.string().min(1) }).optional(),
      })
      .optional(),
    /** Between two rows: a line from one value to the next, or the earlier value. */
    between: z.enum(['linear', 'hold']).default('linear'),
  })
  .refine(({ csv, file }) => (csv === undefined) !== (file === undefined), 'give either csv or file')
export type Trace = z.infer<typeof zTrace>

/** One whose table is at hand. */
export type TraceWithTable = Trace & { readonly csv: string }

/** A trace as columns of numbers, in the units of the metrics. */
export interface LoadedTrace {
  readonly id: string
  readonly name: string
  /** Ascending whole milliseconds from the first row, which is 0. */
  readonly timesMs: Float64Array
  readonly columns: Readonly<Partial<Record<Metric, Float64Array>>>
  /** For each row, when the table says something of the radio; it holds until the next one. */
  readonly radio?: readonly Radio[] | undefined
  readonly between: Trace['between']
}
