const PERIODS = new Map([
  [1, 'a second'],
  [60, 'a minute'],
  [3600, 'an hour'],
  [86_400, 'a day'],
])

/** How often, for people: `a day`, `every 90 s`. */
export function paceText(perSeconds: number): string {
  return PERIODS.get(perSeconds) ?? `every ${perSeconds} s`
}
