// The table of a trace as text: rows of cells, and the names of the columns.
import type { TraceProblem } from '#shared/control/traceViews'
import type { Complaints } from './complaints'

export interface TraceRow {
  /** From 1, the row of names included. */
  readonly row: number
  readonly cells: readonly string[]
}

export interface TraceTable {
  readonly columns: readonly string[]
  readonly rows: readonly TraceRow[]
  readonly problems: readonly TraceProblem[]
}

const FIX_QUOTES = 'close each quoted cell, and write a quote within one twice'

/** Empty, or a remark: a first cell that begins with #. */
function isRow({ cells: [first = '', ...rest] }: TraceRow): boolean {
  return !first.startsWith('#') && (first.trim() !== '' || rest.some((cell) => cell.trim() !== ''))
}

/** Commas, semicolons, tabs and bars are told apart by themselves. The parser is loaded when there is something to parse. */
export async function traceTable(csv: string): Promise<TraceTable> {
  const { default: papa } = await import('papaparse')
  const { data, errors } = papa.parse<string[]>(csv, { delimitersToGuess: [',', ';', '\t', '|'] })
  const [names, ...rows] = data.map((cells, index) => ({ row: index + 1, cells })).filter(isRow)
  const problems = errors
    .filter(({ type }) => type === 'Quotes')
    .map(({ row }) => ({ row: (row ?? 0) + 1, reason: 'has a quote that is not closed', fix: FIX_QUOTES }))
  return { columns: names?.cells.map((name) => name.trim()) ?? [], rows, problems }
}

/** Where a column stands, or -1 when that was complained about. */
export function placeOf(table: TraceTable, column: string, complaints: Complaints): number {
  const places = table.columns.flatMap((name, index) => (name === column ? [index] : []))
  const [place = -1] = places
  if (place < 0)
    complaints.add({ column, reason: 'is not in the first row', fix: `it has ${table.columns.join(', ')}` })
  if (places.length > 1)
    complaints.add({ column, reason: 'is in the first row twice', fix: 'give each column a name of its own' })
  return place
}
