import type { HandlersOf } from '#shared/control/operation'
import type { TRAFFIC_OPERATIONS } from '#shared/control/operations/trafficOperations'
import { BenchError } from '#shared/errors/benchError'
import type { HandlerTools } from './handlerPorts'

export function trafficHandlers({ rooms: { journal }, list }: HandlerTools): HandlersOf<typeof TRAFFIC_OPERATIONS> {
  return {
    listExchanges: ({ query: { after, limit, api, detail } }) =>
      list(() => {
        const summaries = journal.list(after, limit, api)
        return detail === 'summary' ? summaries : summaries.flatMap(({ id }) => journal.read(id) ?? [])
      }),
    readExchange({ id }) {
      const exchange = journal.read(id)
      if (!exchange)
        throw new BenchError('notFound', `There is no exchange ${id} in the journal; the oldest are dropped first.`, {
          field: 'id',
        })
      return exchange
    },
  }
}
