// Polynomials on the unit interval in Bernstein form. Why not powers of x: between two knots a metric is a product of many
// lines, and with powers a few dozen overlapping ramps already cancel each other's digits away. Bernstein coefficients stay
// as large as the values are, and the curve never leaves the range they span, which tells where no root can be.

/** Coefficients b0…bn: the value is b0 at 0 and bn at 1, and in between within their smallest and largest. */
export type Polynomial = readonly number[]

/** A line over the unit interval by its values at 0 and 1. */
export interface Line {
  readonly from: number
  readonly to: number
}

/** A constant, as a polynomial of degree 1 so that a line can be added to it. */
export function constant(value: number): Polynomial {
  return [value, value]
}

/** The product with a line; the degree rises by one unless the line is level. */
export function timesLine(polynomial: Polynomial, { from, to }: Line): Polynomial {
  if (from === to) return polynomial.map((coefficient) => coefficient * from)
  const degree = polynomial.length
  const product: number[] = []
  for (let index = 0; index <= degree; index += 1) {
    const left = (polynomial[index] ?? 0) * from * (degree - index)
    const right = (polynomial[index - 1] ?? 0) * to * index
    product.push((left + right) / degree)
  }
  return product
}

/** The sum with a line: its coefficients in any degree lie on the line itself, evenly spaced. */
export function plusLine(polynomial: Polynomial, { from, to }: Line): Polynomial {
  const degree = polynomial.length - 1
  return polynomial.map((coefficient, index) => coefficient + from + ((to - from) * index) / degree)
}

/** Cuts at `ratio` (0..1) into two polynomials, each over a unit interval of its own (de Casteljau). */
export function splitAt(polynomial: Polynomial, ratio: number): [left: Polynomial, right: Polynomial] {
  const left: number[] = []
  const right = [...polynomial]
  for (let last = right.length - 1; last >= 0; last -= 1) {
    left.push(right[0] ?? 0)
    for (let index = 0; index < last; index += 1) {
      right[index] = (right[index] ?? 0) * (1 - ratio) + (right[index + 1] ?? 0) * ratio
    }
  }
  return [left, right]
}

/** What its values over the unit interval lie between. */
export function rangeOf(polynomial: Polynomial): { least: number; most: number } {
  return { least: Math.min(...polynomial), most: Math.max(...polynomial) }
}
