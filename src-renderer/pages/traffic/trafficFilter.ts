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
  const wanted = text.trim().toLowerCase()
  const statusClass = status === 'none' ? undefined : Number(status[0])
  return (exchange) => {
    if (api !== '' && exchange.api !== api) return false
    if (
      status !== '' &&
      (exchange.status === undefined ? undefined : Math.floor(exchange.status / 100)) !== statusClass
    )
      return false
    if (wanted === '') return true
    return `${exchange.method} ${exchange.url} ${exchange.clientId ?? ''}`.toLowerCase().includes(wanted)
  }
}
