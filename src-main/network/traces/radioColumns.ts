// The columns of a trace that say what the radio is: words for each row.
import { CONNECTIVITY_TYPES, SIGNAL_STRENGTHS, signalStrengthOf, type Radio } from '#shared/domain/radio'
import type { TraceWithTable } from '#shared/domain/trace'
import type { Complaints } from './complaints'
import { placeOf, type TraceTable } from './traceTable'

/** A word of the list however it is written, or undefined. */
function wordOf<Word extends string>(words: readonly Word[], cell: string): Word | undefined {
  return words.find((word) => word.toLowerCase() === cell.toLowerCase())
}

function strengthOf(cell: string, unit: 'word' | 'dBm'): Radio['signalStrength'] {
  if (unit === 'word') return wordOf(SIGNAL_STRENGTHS, cell)
  return cell === '' || !Number.isFinite(Number(cell)) ? undefined : signalStrengthOf(Number(cell))
}

/** One value for each row; a gap has that of the row before. */
function column<Word extends string>(
  table: TraceTable,
  name: string,
  complaints: Complaints,
  read: (cell: string) => Word | undefined,
  fix: string,
): (Word | undefined)[] {
  const place = placeOf(table, name, complaints)
  let last: Word | undefined
  return table.rows.map(({ row, cells }) => {
    const cell = (cells[place] ?? '').trim()
    if (place < 0 || cell === '') return last
    const value = read(cell)
    if (value === undefined) complaints.add({ row, column: name, reason: `"${cell}" is not a value of it`, fix })
    last = value ?? last
    return last
  })
}

/** @returns undefined when the trace says nothing of the radio */
export function radioOf(
  { radio }: Pick<TraceWithTable, 'radio'>,
  table: TraceTable,
  complaints: Complaints,
): readonly Radio[] | undefined {
  if (!radio) return undefined
  const { signalStrength, connectivityType } = radio
  const unit = signalStrength?.unit ?? 'word'
  const strengthFix = unit === 'dBm' ? 'write a number of dBm' : `write ${SIGNAL_STRENGTHS.join(', ')}`
  const strengths =
    signalStrength && column(table, signalStrength.column, complaints, (cell) => strengthOf(cell, unit), strengthFix)
  const types =
    connectivityType &&
    column(
      table,
      connectivityType.column,
      complaints,
      (cell) => wordOf(CONNECTIVITY_TYPES, cell),
      `write ${CONNECTIVITY_TYPES.join(', ')}`,
    )
  return table.rows.map((_, index) => {
    const [strength, type] = [strengths?.[index], types?.[index]]
    return { ...(strength && { signalStrength: strength }), ...(type && { connectivityType: type }) }
  })
}
