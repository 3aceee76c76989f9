// Instants in one format, in UTC like everything the APIs say.
const SHORT = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
})

/** `22 Nov 14:03:27`, UTC. @param at milliseconds since the epoch */
export function instantText(at: number): string {
  return SHORT.format(at).replace(',', '')
}

/** `2026-11-22T14:03:27.512Z` */
export function exactInstant(at: number): string {
  return new Date(at).toISOString()
}
