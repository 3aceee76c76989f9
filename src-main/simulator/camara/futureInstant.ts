import { BenchError } from '#shared/errors/benchError'

/**
 * @param dateTime RFC 3339, already judged to be so
 * @param now bench instant
 * @param field where it stands in the request
 * @throws BenchError `invalidArgument` unless it lies in the future (reading C29)
 */
export function futureInstant(dateTime: string, now: number, field: string): number {
  const at = Date.parse(dateTime)
  if (at > now) return at
  const clock = `${new Date(now).toISOString()} on the bench clock`
  throw new BenchError('invalidArgument', `${field} is not after now (${clock}); send a later instant.`, { field })
}
