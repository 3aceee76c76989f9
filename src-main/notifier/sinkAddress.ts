// Where a sink is. Thousands of subscriptions have the same one, so it is taken apart once.
import { isForbiddenHost } from './forbiddenHosts'

export interface SinkAddress {
  /** Scheme, host and port. */
  readonly origin: string
  /** With the query. */
  readonly path: string
  readonly isSecure: boolean
  /** No notification ever goes there. */
  readonly isForbidden: boolean
}

const MOST_KEPT = 1000
const known = new Map<string, SinkAddress>()

/** @param sink an absolute URL; it was parsed when the subscription was made */
export function sinkAddressOf(sink: string): SinkAddress {
  const found = known.get(sink)
  if (found) return found
  const { protocol, origin, hostname, pathname, search } = new URL(sink)
  const address: SinkAddress = {
    origin,
    path: pathname + search,
    isSecure: protocol === 'https:',
    isForbidden: isForbiddenHost(hostname.replace(/^\[|\]$/g, '')),
  }
  if (known.size >= MOST_KEPT) known.clear()
  known.set(sink, address)
  return address
}
