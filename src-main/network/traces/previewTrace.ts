import type { TracePreview, TracePreviewRequest } from '#shared/control/traceViews'
import { readTrace } from './readTrace'
import { traceCurves } from './traceCurves'
import { traceTable } from './traceTable'

const SAMPLES = 3
const POINTS = 300

/** What a table holds and, once its columns are mapped, how it looks or what is wrong with it. */
export async function previewTrace({ csv, mapping }: TracePreviewRequest): Promise<TracePreview> {
  const { columns, rows, problems } = await traceTable(csv)
  const about = {
    columns: columns.map((name, index) => {
      return { name, samples: rows.slice(0, SAMPLES).map(({ cells }) => cells[index] ?? '') }
    }),
    rowCount: rows.length,
  }
  if (!mapping) return { ...about, problems: [...problems] }
  const read = await readTrace({ id: 'preview', csv, ...mapping })
  if (!read.trace) return { ...about, problems: [...read.problems] }
  return { ...about, problems: [], preview: traceCurves(read.trace, POINTS) }
}
