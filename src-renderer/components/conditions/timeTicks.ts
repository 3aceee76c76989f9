const STEPS_S = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600]

/** Round instants from `from` to `to`, both milliseconds since the epoch: no more than `most` of them. */
export function timeTicks(from: number, to: number, most: number): readonly number[] {
  const stepMs = 1000 * (STEPS_S.find((step) => (to - from) / (step * 1000) <= most - 1) ?? 3600)
  const first = Math.ceil(from / stepMs) * stepMs
  const count = Math.max(0, Math.floor((to - first) / stepMs) + 1)
  return Array.from({ length: count }, (_, index) => first + index * stepMs)
}
