// The filter of the Traffic page, which also stands in its address.
import type { ExchangeSummary } from '#shared/domain/exchange'

export interface TrafficFilter {
  readonly api: string
  /** `2xx` … `5xx`, `none` for no reply. */
  readonly status: string
  readonly text: string
}

/** Empty criteria let everything through; text is looked for in method, address and client, whatever its case. */
export function matcherOf({ api, status, text }: TrafficFilter): (exchange: ExchangeSummary) => boolean {
  const wanted = text.trim()
  // A pattern, since lower-casing 100,000 addresses at each key press is felt.
  const pattern = wanted === '' ? undefined : new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i')
  const statusClass = status === 'none' ? undefined : Number(status[0])
  return (exchange) => {
    if (api !== '' && exchange.api !== api) return false
    if (status !== '' && classOf(exchange.status) !== statusClass) return false
    return (
      pattern === undefined ||
      pattern.test(exchange.url) ||
      pattern.test(exchange.method) ||
      pattern.test(exchange.clientId ?? '')
    )
  }
}

const classOf = (status: number | undefined) => (status === undefined ? undefined : Math.floor(status / 100))
