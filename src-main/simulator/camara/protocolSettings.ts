// Headers that a client wants on its notifications (readings C30, C35).
import type { StoredSubscription } from '#shared/domain/subscription'
import { BenchError } from '#shared/errors/benchError'

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/ // RFC 9110, 5.6.2: token
const VALUE = /^[\t\x20-\x7e]*$/
/** What says who sends, to whom and what; and what belongs to the connection, which is not the client's. */
const OURS =
  /^(authorization|host|content-.*|x-correlator|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect)$/i

function whyNot(name: string, value: string): string | undefined {
  if (!NAME.test(name)) return 'is not a header name'
  if (OURS.test(name)) return 'is a header that the notification sets itself; leave it out'
  if (!VALUE.test(value)) return 'has a value that no header can carry; use visible ASCII'
  return undefined
}

/** @throws BenchError `invalidArgument` for a header that may not be set */
export function requireSendable(settings: StoredSubscription['protocolSettings']): void {
  for (const [name, value] of Object.entries(settings?.headers ?? {})) {
    const why = whyNot(name, value)
    const field = `protocolSettings.headers.${name}`
    if (why) throw new BenchError('invalidArgument', `${field} ${why}.`, { field })
  }
}
