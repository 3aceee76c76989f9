import type { LoadedTrace } from '#shared/domain/trace'

/**
 * Fills what was not measured (NaN) in place: from the last value towards the next, or with the last; before the first value
 * with that.
 */
export function bridgeGaps(values: Float64Array, timesMs: Float64Array, between: LoadedTrace['between']): void {
  let last = -1
  for (const [index, value] of values.entries()) {
    if (Number.isNaN(value)) continue
    const from = values[last] ?? value
    const rise = between === 'linear' ? value - from : 0
    const start = timesMs[last] ?? 0
    const time = (timesMs[index] ?? 0) - start
    for (let gap = last + 1; gap < index; gap += 1) {
      values[gap] = from + (rise * ((timesMs[gap] ?? 0) - start)) / time
    }
    last = index
  }
  if (last >= 0) values.fill(values[last] ?? NaN, last + 1)
}
