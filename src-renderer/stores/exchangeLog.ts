// A ring of exchange summaries with the matches of one filter kept beside it, so that an append costs what it appends
// and not what is already there.
import type { ExchangeSummary } from '#shared/domain/exchange'

export type ExchangeFilter = (exchange: ExchangeSummary) => boolean

export interface ExchangeLog {
  readonly all: readonly ExchangeSummary[]
  readonly matches: readonly ExchangeSummary[]
  replace(exchanges: readonly ExchangeSummary[]): void
  append(exchanges: readonly ExchangeSummary[]): void
  filterBy(filter: ExchangeFilter): void
}

/** @param capacity how many are kept at least; a tenth more is let in before the oldest go, all at once */
export function createExchangeLog(capacity: number): ExchangeLog {
  let all: ExchangeSummary[] = []
  let matches: ExchangeSummary[] = []
  let filter: ExchangeFilter = () => true

  function dropOldest() {
    if (all.length <= capacity * 1.1) return
    all = all.slice(-capacity)
    const first = all[0]?.number ?? 0
    const start = matches.findIndex((exchange) => exchange.number >= first)
    matches = start === -1 ? [] : matches.slice(start)
  }

  return {
    get all() {
      return all
    },
    get matches() {
      return matches
    },
    replace(exchanges) {
      all = exchanges.slice(-capacity)
      matches = all.filter(filter)
    },
    append(exchanges) {
      const last = all.at(-1)?.number ?? -1
      for (const exchange of exchanges) {
        if (exchange.number <= last) continue // told by the snapshot already
        all.push(exchange)
        if (filter(exchange)) matches.push(exchange)
      }
      dropOldest()
    },
    filterBy(next) {
      filter = next
      matches = all.filter(filter)
    },
  }
}
