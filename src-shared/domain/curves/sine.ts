import { curveOfPieces, type Curve } from './curve'

/**
 * Knots in one period. Each lies on the wave; the line between two of them leaves it by at most
 * (1 − cos(π / 64)) / 2, which is less than 0.0007 of the effect (up to half a millisecond's way more, as knots are moved
 * to whole milliseconds).
 */
export const KNOTS_PER_PERIOD = 64

function wave(phase: number, periodMs: number): number {
  return (1 - Math.cos((2 * Math.PI * phase) / periodMs)) / 2
}

/** From 0 to 1 and back in each period. */
export function sine(periodMs: number): Curve {
  const knots = Array.from({ length: KNOTS_PER_PERIOD + 1 }, (_, index) => {
    const phase = Math.round((index * periodMs) / KNOTS_PER_PERIOD)
    return { phase, value: wave(phase, periodMs) }
  })

  /** Rounding moves a knot by half a millisecond at most, so it is one of three. */
  function knotBefore(phase: number): number {
    let index = Math.min(KNOTS_PER_PERIOD - 1, Math.floor((phase * KNOTS_PER_PERIOD) / periodMs) + 1)
    while ((knots[index]?.phase ?? 0) > phase) index -= 1
    return index
  }

  return curveOfPieces((elapsedMs) => {
    const start = Math.floor(elapsedMs / periodMs) * periodMs
    const index = knotBefore(elapsedMs - start)
    const [knot, next] = [knots[index], knots[index + 1]]
    if (knot === undefined || next === undefined) throw new RangeError(`${elapsedMs} lies before the wave`)
    return { from: start + knot.phase, to: start + next.phase, value: knot.value, valueAtEnd: next.value }
  })
}
