import type { Range } from './curve'

/**
 * The least and the most of any run of a list, in as many steps as its length has binary digits: a tree in which each node
 * spans two below it.
 */
export class Extremes {
  readonly #leaves: number
  readonly #least: Float64Array
  readonly #most: Float64Array

  constructor(values: Float64Array) {
    this.#leaves = values.length
    this.#least = new Float64Array(2 * values.length)
    this.#most = new Float64Array(2 * values.length)
    this.#least.set(values, values.length)
    this.#most.set(values, values.length)
    for (let node = values.length - 1; node > 0; node -= 1) {
      this.#least[node] = Math.min(this.#leastOf(2 * node), this.#leastOf(2 * node + 1))
      this.#most[node] = Math.max(this.#mostOf(2 * node), this.#mostOf(2 * node + 1))
    }
  }

  /** Of the values from index `first` to `last`, both included. */
  over(first: number, last: number): Range {
    let [least, most] = [Infinity, -Infinity]
    const take = (node: number) => {
      least = Math.min(least, this.#leastOf(node))
      most = Math.max(most, this.#mostOf(node))
    }
    let left = first + this.#leaves
    let right = last + this.#leaves + 1
    for (; left < right; left >>= 1, right >>= 1) {
      if (left & 1) take(left++)
      if (right & 1) take(--right)
    }
    return { least, most }
  }

  #leastOf(node: number): number {
    return this.#least[node] ?? Infinity
  }

  #mostOf(node: number): number {
    return this.#most[node] ?? -Infinity
  }
}
