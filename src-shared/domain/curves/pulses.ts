import { curveOfPieces, held, type Curve, type Piece } from './curve'

export interface PulseTimes {
  readonly onMs: number
  readonly offMs: number
  /** Of each ramp up and down, within the on time. */
  readonly edgeMs: number
  readonly count?: number | undefined
}

export function pulses({ onMs, offMs, edgeMs, count = Infinity }: PulseTimes): Curve {
  const periodMs = onMs + offMs
  const lastEndsAt = count * periodMs - offMs

  /** @param start of the pulse @param phase since then */
  function pieceIn(start: number, phase: number): Piece {
    const piece = (from: number, to: number, value: number, valueAtEnd: number): Piece => {
      return { from: start + from, to: start + to, value, valueAtEnd }
    }
    if (phase < edgeMs) return piece(0, edgeMs, 0, 1)
    if (phase < onMs - edgeMs) return piece(edgeMs, onMs - edgeMs, 1, 1)
    return phase < onMs ? piece(onMs - edgeMs, onMs, 1, 0) : piece(onMs, periodMs, 0, 0)
  }

  return curveOfPieces((elapsedMs) => {
    if (elapsedMs >= lastEndsAt) return held(0, lastEndsAt)
    const start = Math.floor(elapsedMs / periodMs) * periodMs
    return pieceIn(start, elapsedMs - start)
  })
}
