// A curve is a function of time in straight pieces from knot to knot. It hands out the piece at an instant instead of a list
// of knots, so one that never ends, or has 100,000 knots, costs no more than a step.

/** Between two knots: a line over [from, to), milliseconds since the start of the effect. */
export interface Piece {
  readonly from: number
  /** Infinity: held for good. */
  readonly to: number
  /** The value at `from`. */
  readonly value: number
  /** What the line comes to at `to`; the next piece may begin with another value. */
  readonly valueAtEnd: number
}

/** All values between these, both included. */
export interface Range {
  readonly least: number
  readonly most: number
}

export interface Curve {
  /** @param elapsedMs not negative */
  pieceAt(elapsedMs: number): Piece
  /** Where the values over [from, to) lie, in the range or narrower. */
  rangeOver(from: number, to: number): Range
}

export function valueOn({ from, to, value, valueAtEnd }: Piece, elapsedMs: number): number {
  return value + ((valueAtEnd - value) * (elapsedMs - from)) / (to - from)
}

export function valueAt(curve: Curve, elapsedMs: number): number {
  return valueOn(curve.pieceAt(elapsedMs), elapsedMs)
}

export function held(value: number, from: number): Piece {
  return { from, to: Infinity, value, valueAtEnd: value }
}

function rangeOn(piece: Piece, from: number, to: number): Range {
  const first = valueOn(piece, from)
  const last = to === Infinity ? piece.value : valueOn(piece, to)
  return first < last ? { least: first, most: last } : { least: last, most: first }
}

/** Of a level. */
export const UNIT: Range = { least: 0, most: 1 }

/** A curve by its pieces. @param rangeBeyond where the values lie over more than one piece */
export function curveOfPieces(
  pieceAt: (elapsedMs: number) => Piece,
  rangeBeyond: (from: number, to: number) => Range = () => UNIT,
): Curve {
  return {
    pieceAt,
    rangeOver(from, to) {
      const piece = pieceAt(from)
      return to <= piece.to ? rangeOn(piece, from, to) : rangeBeyond(from, to)
    },
  }
}
