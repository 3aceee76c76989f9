import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumBetween, type CurvePiece, type FlowCurve } from './flowCurve'

/** The rate of one whole millisecond of a piece, by the definition rather than by the sum's formula. */
function rateAt({ at, from, to, over }: CurvePiece, instant: number): number {
  if (over < 2) return Number(from)
  return Number(from) + ((Number(to) - Number(from)) * (instant - at)) / (over - 1)
}

function stepped({ pieces }: FlowCurve, from: number, to: number): number {
  let sum = 0
  for (let instant = from; instant < to; instant += 1) {
    const piece = pieces.findLast(({ at }) => at <= instant)
    if (piece) sum += rateAt(piece, instant)
  }
  return sum
}

const arbitraryCurve = fc
  .array(
    fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 9000 })),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts): FlowCurve => {
    let at = 1000
    const pieces = parts.map(([over, from, to], index) => {
      const piece = { at, from: String(from), to: String(to), over: index === parts.length - 1 ? 0 : over }
      at += over
      return piece
    })
    return { scale: '1', pieces }
  })

describe(sumBetween, () => {
  it('is the sum of the rates of each millisecond, rounded down once in a piece', () => {
    fc.assert(
      fc.property(arbitraryCurve, fc.nat(400), fc.nat(400), (curve, a, b) => {
        const [from, to] = [950 + Math.min(a, b), 950 + Math.max(a, b)]
        const exact = Number(sumBetween(curve, from, to).toFixed())
        expect(Math.abs(exact - stepped(curve, from, to))).toBeLessThanOrEqual(curve.pieces.length + 1)
      }),
    )
  })

  it('loses nothing between two looks, wherever they are', () => {
    fc.assert(
      fc.property(arbitraryCurve, fc.array(fc.nat(500), { minLength: 2, maxLength: 10 }), (curve, offsets) => {
        const looks = offsets.map((offset) => 900 + offset).sort((a, b) => a - b)
        const parts = looks.slice(1).map((to, index) => sumBetween(curve, looks[index] ?? 0, to))
        const whole = sumBetween(curve, looks[0] ?? 0, looks.at(-1) ?? 0)
        expect(parts.reduce((sum, part) => sum.plus(part), Big(0)).toFixed()).toBe(whole.toFixed())
      }),
    )
  })

  it('is nothing before the first piece, and goes on at the rate of the last one', () => {
    const curve: FlowCurve = { scale: '1', pieces: [{ at: 10, from: '3', to: '3', over: 0 }] }
    expect(sumBetween(curve, 0, 10).toFixed()).toBe('0')
    expect(sumBetween(curve, 0, 1_000_010).toFixed()).toBe('3000000')
  })
})
