/** The same day a month earlier, or the last of that month where it is shorter. @param text an RFC 3339 date-time */
export function monthEarlier(text: unknown): string {
  const date = new Date(String(text))
  const day = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() - 1)
  if (date.getUTCDate() !== day) date.setUTCDate(0) // it ran over into the month where it began
  return date.toISOString()
}
