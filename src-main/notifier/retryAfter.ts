import { LONGEST_RETRY_AFTER_MS } from '#shared/domain/retrySchedule'

/**
 * What a sink asks for by the header `Retry-After`: seconds, or an HTTP date, which is held against the sink's own `Date`
 * because its clock is neither the bench's nor ours. Spec: RFC 9110, 10.2.3.
 * @param headers names in lower case
 * @param wallNow stands in for a `Date` that the sink does not send, milliseconds
 * @returns milliseconds from the reply on, a day at most, for digits without end are no number that JSON can keep;
 *   undefined when it asks for nothing that can be understood
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, wallNow: number): number | undefined {
  const asked = headers['retry-after']?.trim()
  if (asked === undefined) return undefined
  if (/^\d+$/.test(asked)) return Math.min(LONGEST_RETRY_AFTER_MS, Number(asked) * 1000)
  const until = asked.endsWith(' GMT') ? Date.parse(asked) : NaN
  if (Number.isNaN(until)) return undefined
  const said = Date.parse(headers['date'] ?? '')
  return Math.min(LONGEST_RETRY_AFTER_MS, Math.max(0, until - (Number.isNaN(said) ? wallNow : said)))
}
