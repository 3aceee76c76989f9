import { curveOfPieces, type Curve } from './curve'
import { hashOf } from './hash'

/** Knots at equal distances, each with a value hashed from the seed and its number: no knot depends on another. */
export function noise(seed: number, intervalMs: number): Curve {
  return curveOfPieces((elapsedMs) => {
    const knot = Math.floor(elapsedMs / intervalMs)
    const from = knot * intervalMs
    return {
      from,
      to: from + intervalMs,
      value: hashOf(seed, knot),
      valueAtEnd: hashOf(seed, knot + 1),
    }
  })
}
