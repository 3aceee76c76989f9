// How fast a flow uses a bucket, over time: whole milliseconds, each with one rate, the rate on a line within a piece.
// Sums over a piece are by formula and exact, so what was used by an instant does not depend on who looked before.
import Big from 'big.js'
import { z } from 'zod'

const zPiece = z.object({
  /** Bench instant; it reaches to the next piece. */
  at: z.number(),
  /** Rate in its first millisecond, and in its last if it is `over` milliseconds long. */
  from: z.string(),
  to: z.string(),
  /** 0: the rate is `from` throughout. */
  over: z.number(),
})

export const zFlowCurve = z.object({
  /** So many of the rate's units, each for a millisecond, make one smallest unit of the bucket. */
  scale: z.string(),
  pieces: z.array(zPiece),
  /** Known only up to here; absent: for good. */
  validUntil: z.number().optional(),
})
export type FlowCurve = z.infer<typeof zFlowCurve>
export type CurvePiece = z.infer<typeof zPiece>

/** Division of exact decimals that leaves the remainder aside. */
const Whole = Big()
Whole.DP = 0
Whole.RM = Big.roundDown

export function wholeQuotient(dividend: Big, divisor: Big): Big {
  return Whole(dividend).div(divisor)
}

/** The rates of the first `count` milliseconds of a piece, added up. */
function sumOfPiece({ from, to, over }: CurvePiece, count: number): Big {
  const level = Big(from).times(count)
  if (over < 2) return level
  const rise = Big(to)
    .minus(from)
    .times(count)
    .times(count - 1)
  const twice = Big(2 * (over - 1))
  // Down towards minus infinity, so that a falling line is rounded as a rising one is.
  const rounded = wholeQuotient(rise, twice)
  return level.plus(rise.lt(0) && !rounded.times(twice).eq(rise) ? rounded.minus(1) : rounded)
}

/** The sums before each piece, so that asking costs the same whether the past was long or not. */
const sumsOfCurves = new WeakMap<FlowCurve, readonly Big[]>()

function sumsBeforePieces(curve: FlowCurve): readonly Big[] {
  const known = sumsOfCurves.get(curve)
  if (known) return known
  const sums = [Big(0)]
  for (const [index, piece] of curve.pieces.entries()) {
    const next = curve.pieces[index + 1]
    if (next) sums.push((sums[index] ?? Big(0)).plus(sumOfPiece(piece, next.at - piece.at)))
  }
  sumsOfCurves.set(curve, sums)
  return sums
}

/** The last piece that begins before an instant; -1: none does. */
function lastPieceBefore({ pieces }: FlowCurve, at: number): number {
  let least = -1
  let most = pieces.length - 1
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if ((pieces[middle]?.at ?? Infinity) < at) least = middle
    else most = middle - 1
  }
  return least
}

function sumBefore(curve: FlowCurve, at: number): Big {
  const index = lastPieceBefore(curve, at)
  const piece = curve.pieces[index]
  return piece ? (sumsBeforePieces(curve)[index] ?? Big(0)).plus(sumOfPiece(piece, at - piece.at)) : Big(0)
}

/** The rates of the milliseconds [from, to), added up. */
export function sumBetween(curve: FlowCurve, from: number, to: number): Big {
  return sumBefore(curve, to).minus(sumBefore(curve, from))
}
