import type { HandlersOf } from '#shared/control/operation'
import type { BENCH_OPERATIONS } from '#shared/control/operations/benchOperations'
import { zSettings } from '#shared/control/settings'
import { BenchError } from '#shared/errors/benchError'
import type { HandlerTools } from './handlerPorts'

export function benchHandlers({
  rooms,
  state,
  nextSeq,
  keepClock,
  identity,
}: HandlerTools): HandlersOf<typeof BENCH_OPERATIONS> {
  const { bus, clock, documents } = rooms
  return {
    readState: () => ({ ...state(), nextSeq: nextSeq() }),

    readSettings: () => documents.settings.data,
    async changeSettings({ body }) {
      const settings = zSettings.parse({ ...documents.settings.data, ...body })
      await documents.settings.replace(settings)
      bus.publish({ kind: 'settings.changed', settings })
      return settings
    },

    async readCertificate() {
      const { certificate, caFile } = await identity()
      return { certificate, file: caFile }
    },

    async setClock({ body: { mode, rate, at, advanceSeconds } }) {
      if (at !== undefined && advanceSeconds !== undefined) {
        throw new BenchError('invalidArgument', 'Give at or advanceSeconds, not both.', { field: 'advanceSeconds' })
      }
      if (mode === 'scaled' && rate === undefined) {
        throw new BenchError('invalidArgument', 'A scaled clock needs rate, in bench seconds per wall second.', {
          field: 'rate',
        })
      }
      if (mode !== undefined) clock.change({ mode, rate: rate ?? 1 })
      let firedCount = 0
      if (at !== undefined) firedCount = await clock.jumpTo(Date.parse(at))
      if (advanceSeconds !== undefined) firedCount = await clock.advanceBy(advanceSeconds * 1000)
      const { now } = await keepClock()
      return { now, firedCount }
    },
  }
}
