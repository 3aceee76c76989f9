// Traces over the control API: what there is, what a table holds, and how it looks.
import { z } from 'zod'
import { METRICS } from '../domain/condition'
import { LARGEST_TRACE_BYTES, zTrace } from '../domain/trace'

/** The table itself: a file can only be named where there is a folder, in a scenario file. */
export const zTraceRequest = zTrace.refine(({ csv }) => csv !== undefined, {
  path: ['csv'],
  message: 'give the table itself; only a scenario file can name another file',
})

const zTraceMetric = z.object({
  metric: z.enum(METRICS),
  column: z.string(),
  unit: z.string(),
  /** Of all values, in the unit of the metric. */
  least: z.number(),
  most: z.number(),
})

export const zTraceView = z.object({
  id: z.string(),
  name: z.string(),
  /** `scenario`: it came with the scenario on stage. `imported`: it stays until it is deleted. */
  origin: z.enum(['scenario', 'imported']),
  rowCount: z.int(),
  lengthSeconds: z.number(),
  between: z.enum(['linear', 'hold']),
  metrics: z.array(zTraceMetric),
})
export type TraceView = z.infer<typeof zTraceView>

/** One metric over the trace, at equal distances; between two points it stays within these. */
const zTraceCurve = z.object({
  metric: z.enum(METRICS),
  points: z.array(z.object({ atSeconds: z.number(), least: z.number(), most: z.number() })),
})
export type TraceCurve = z.infer<typeof zTraceCurve>

export const zTraceCurves = z.object({ lengthSeconds: z.number(), curves: z.array(zTraceCurve) })
export type TraceCurves = z.infer<typeof zTraceCurves>

/** What is wrong with a table, at its place. */
export const zTraceProblem = z.object({
  /** From 1, the row of names included. */
  row: z.int().optional(),
  column: z.string().optional(),
  reason: z.string(),
  fix: z.string().optional(),
})
export type TraceProblem = z.infer<typeof zTraceProblem>

/** A table, and what it is taken for, if that was said already. */
export const zTracePreviewRequest = z.strictObject({
  csv: z.string().max(LARGEST_TRACE_BYTES),
  mapping: z
    .strictObject({
      time: zTrace.shape.time,
      metrics: zTrace.shape.metrics,
      radio: zTrace.shape.radio,
      between: zTrace.shape.between,
    })
    .optional(),
})
export type TracePreviewRequest = z.output<typeof zTracePreviewRequest>

export const zTracePreview = z.object({
  columns: z.array(
    z.object({
      name: z.string(),
      /** Of the first rows. */
      samples: z.array(z.string()),
    }),
  ),
  rowCount: z.int(),
  problems: z.array(zTraceProblem),
  /** Of the metrics that are mapped, when nothing is wrong. */
  preview: zTraceCurves.optional(),
})
export type TracePreview = z.infer<typeof zTracePreview>
