import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constant, plusLine, splitAt, timesLine, type Line, type Polynomial } from './polynomial'

/** de Casteljau's rule: the value at x is where the two parts meet. */
const valueAt = (polynomial: Polynomial, x: number) => splitAt(polynomial, x)[1][0] ?? NaN
const lineAt = ({ from, to }: Line, x: number) => from + (to - from) * x

const coefficient = fc.double({ min: -10, max: 10, noNaN: true })
const line = fc.record({ from: coefficient, to: coefficient })
const polynomial = fc
  .tuple(coefficient, fc.array(line, { maxLength: 6 }))
  .map(([value, lines]) => lines.reduce<Polynomial>(timesLine, constant(value)))
const unit = fc.double({ min: 0, max: 1, noNaN: true })

/** Equal up to rounding, measured against the largest coefficient. */
function expectClose(actual: number, expected: number, ...scales: Polynomial[]) {
  const scale = Math.max(1, ...scales.flat().map(Math.abs))
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(scale * 1e-12)
}

describe('polynomials in Bernstein form', () => {
  it('multiply by a line as their values do', () => {
    fc.assert(
      fc.property(polynomial, line, unit, (p, l, x) => {
        const product = timesLine(p, l)
        expectClose(
          valueAt(product, x),
          valueAt(p, x) * lineAt(l, x),
          product,
          p.map((c) => c * 10),
        )
      }),
    )
  })

  it('add a line as their values do', () => {
    fc.assert(
      fc.property(polynomial, line, unit, (p, l, x) => {
        expectClose(valueAt(plusLine(p, l), x), valueAt(p, x) + lineAt(l, x), p)
      }),
    )
  })

  it('are the same curve after they are cut in two', () => {
    fc.assert(
      fc.property(polynomial, unit, unit, (p, ratio, x) => {
        const [left, right] = splitAt(p, ratio)
        expectClose(valueAt(left, x), valueAt(p, ratio * x), p)
        expectClose(valueAt(right, x), valueAt(p, ratio + (1 - ratio) * x), p)
      }),
    )
  })

  it('never leave the range of their coefficients', () => {
    fc.assert(
      fc.property(polynomial, unit, (p, x) => {
        const value = valueAt(p, x)
        const slack = Math.max(1, ...p.map(Math.abs)) * 1e-12
        expect(value).toBeGreaterThanOrEqual(Math.min(...p) - slack)
        expect(value).toBeLessThanOrEqual(Math.max(...p) + slack)
      }),
    )
  })

  it('keep their degree when the line is level', () => {
    expect(timesLine([1, 2, 4], { from: 3, to: 3 })).toEqual([3, 6, 12])
  })
})
