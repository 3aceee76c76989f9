// A ring of exchange summaries with the matches of one filter and the APIs that are there kept beside it, so that an
// append costs what it appends and not what is already there.
import type { ExchangeSummary } from '#shared/domain/exchange'

export type ExchangeFilter = (exchange: ExchangeSummary) => boolean

export interface ExchangeLog {
  readonly all: readonly ExchangeSummary[]
  readonly matches: readonly ExchangeSummary[]
  /** In alphabetical order; the same array until another one comes or the last of one goes. */
  readonly apis: readonly string[]
  replace(exchanges: readonly ExchangeSummary[]): void
  append(exchanges: readonly ExchangeSummary[]): void
  filterBy(filter: ExchangeFilter): void
}

/** @param capacity how many are kept at least; a tenth more is let in before the oldest go, all at once */
export function createExchangeLog(capacity: number): ExchangeLog {
  let all: ExchangeSummary[] = []
  let matches: ExchangeSummary[] = []
  let filter: ExchangeFilter = () => true
  let apis: readonly string[] = []
  const countOf = new Map<string, number>()

  function count({ api }: ExchangeSummary, step: 1 | -1) {
    const before = countOf.get(api) ?? 0
    if (before + step > 0) countOf.set(api, before + step)
    else countOf.delete(api)
    if (countOf.size !== apis.length) apis = [...countOf.keys()].sort()
  }

  function dropOldest() {
    if (all.length <= capacity * 1.1) return
    for (const exchange of all.slice(0, -capacity)) count(exchange, -1)
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
    get apis() {
      return apis
    },
    replace(exchanges) {
      all = exchanges.slice(-capacity)
      countOf.clear()
      apis = []
      for (const exchange of all) count(exchange, 1)
      matches = all.filter(filter)
    },
    append(exchanges) {
      const last = all.at(-1)?.number ?? -1
      for (const exchange of exchanges) {
        if (exchange.number <= last) continue // told by the snapshot already
        all.push(exchange)
        count(exchange, 1)
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
