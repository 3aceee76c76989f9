import { curveOfPieces, held, type Curve, type Piece, type Range } from './curve'
import { Extremes } from './extremes'

export interface Recording {
  /** Ascending whole milliseconds, the first one 0. */
  readonly timesMs: Float64Array
  readonly values: Float64Array
  /** What is between two rows: a line, or the value of the earlier one. */
  readonly between: 'linear' | 'hold'
  readonly repeat: boolean
}

/** The last index at or before an instant, by halving. */
function indexAt(timesMs: Float64Array, elapsedMs: number): number {
  let low = 0
  let high = timesMs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((timesMs[middle] ?? 0) <= elapsedMs) low = middle
    else high = middle - 1
  }
  return low
}

/** The row that holds at an instant, by its index. */
export function rowAt({ timesMs, repeat }: Pick<Recording, 'timesMs' | 'repeat'>, elapsedMs: number): number {
  const lengthMs = timesMs.at(-1) ?? 0
  return indexAt(timesMs, repeat && lengthMs > 0 ? elapsedMs % lengthMs : elapsedMs)
}

/** The values of a column of a trace: looked up by halving, never gone through. */
export function recorded({ timesMs, values, between, repeat }: Recording): Curve {
  const last = timesMs.length - 1
  const lengthMs = timesMs[last] ?? 0
  const repeats = repeat && lengthMs > 0
  let extremes: Extremes | undefined // only a search needs them

  function pieceOf(index: number, start: number): Piece {
    const value = values[index] ?? 0
    if (index === last) return held(value, start + lengthMs)
    const valueAtEnd = between === 'hold' ? value : (values[index + 1] ?? value)
    return { from: start + (timesMs[index] ?? 0), to: start + (timesMs[index + 1] ?? 0), value, valueAtEnd }
  }

  function pieceAt(elapsedMs: number): Piece {
    const start = repeats ? Math.floor(elapsedMs / lengthMs) * lengthMs : 0
    return pieceOf(indexAt(timesMs, elapsedMs - start), start)
  }

  function rangeBeyond(from: number, to: number): Range {
    extremes ??= new Extremes(values)
    const start = repeats ? Math.floor(from / lengthMs) * lengthMs : 0
    if (repeats && to - start > lengthMs) return extremes.over(0, last)
    const end = Math.min(last, indexAt(timesMs, to - start) + 1)
    return extremes.over(indexAt(timesMs, from - start), end)
  }

  return curveOfPieces(pieceAt, rangeBeyond)
}
