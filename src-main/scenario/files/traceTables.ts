// The traces of one scenario file with the tables they name, and what is wrong with those.
import type { ScenarioProblem } from '#shared/control/scenarioViews'
import type { TraceProblem } from '#shared/control/traceViews'
import { zTrace, type TraceWithTable } from '#shared/domain/trace'
import { FileRefused } from './confinedFiles'
import type { Source } from './source'

/** What is wrong with the table of a trace. */
export type CheckTable = (trace: TraceWithTable) => Promise<readonly TraceProblem[]>

/** Reads a file beside the scenario. @throws FileRefused */
export type ReadTable = (name: string) => Promise<{ readonly file: string; readonly text: string }>

interface Filled {
  readonly trace: unknown
  readonly problems: readonly ScenarioProblem[]
}

const fieldsOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

export function tracesOf({ value }: Source): readonly unknown[] {
  const { traces } = fieldsOf(value)
  return Array.isArray(traces) ? traces : []
}

/** A row of a file is its place; a table within the scenario has none of its own. */
function tableProblem(
  { row, column, reason, fix }: TraceProblem,
  path: string,
  place: { file: string; line?: number; column?: number },
  isFile: boolean,
): ScenarioProblem {
  const where = [!isFile && row !== undefined && `row ${row}`, column !== undefined && `column "${column}"`]
  const words = [...where.filter(Boolean), reason].join(': ')
  const at = isFile ? { file: place.file, line: row ?? 1, column: 1 } : place
  return { ...at, path, reason: words, ...(fix !== undefined && { fix }) }
}

/** A trace that is none for the schema is complained about there. */
async function fill(
  trace: unknown,
  index: number,
  source: Source,
  read: ReadTable,
  check: CheckTable,
): Promise<Filled> {
  const { file: name, ...rest } = fieldsOf(trace)
  const isFile = typeof name === 'string' && rest['csv'] === undefined
  const path = `traces[${index}].${isFile ? 'file' : 'csv'}`
  const place = { file: source.file, ...source.placeOf(['traces', index, isFile ? 'file' : 'csv']) }
  try {
    const table = isFile ? await read(name) : undefined
    const filled = table ? { ...rest, csv: table.text } : trace
    const parsed = zTrace.safeParse(filled)
    if (!parsed.success || parsed.data.csv === undefined) return { trace: filled, problems: [] }
    const found = await check({ ...parsed.data, csv: parsed.data.csv })
    const where = table ? { file: table.file } : place
    return { trace: filled, problems: found.map((one) => tableProblem(one, path, where, isFile)) }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return { trace, problems: [{ ...place, path, reason: error.reason, fix: error.fix }] }
  }
}

/**
 * @param most traces that the scenario may still have: of more no table is read, that is a problem for the schema
 * @returns the source with every table in the place of the file it was in
 */
export async function withTables(
  source: Source,
  most: number,
  read: ReadTable,
  check: CheckTable,
): Promise<{ source: Source; problems: readonly ScenarioProblem[] }> {
  const traces = tracesOf(source)
  if (traces.length === 0 || traces.length > most) return { source, problems: [] }
  const filled: Filled[] = []
  for (const [index, trace] of traces.entries()) filled.push(await fill(trace, index, source, read, check)) // each is large
  const value = { ...fieldsOf(source.value), traces: filled.map(({ trace }) => trace) }
  return { source: { ...source, value }, problems: filled.flatMap(({ problems }) => problems) }
}
