import type { HandlersOf } from '#shared/control/operation'
import type { BENCH_OPERATIONS, ClockRequest } from '#shared/control/operations/benchOperations'
import { zSettings } from '#shared/control/settings'
import type { ClockView } from '#shared/control/views'
import { BenchError } from '#shared/errors/benchError'
import type { ClockSetting } from '../clocks/benchClock'
import type { HandlerTools } from './handlerPorts'

/** How the clock is to go; undefined when nothing is said about it. */
function settingOf({ mode, rate }: ClockRequest, now: ClockView): ClockSetting | undefined {
  if (mode === undefined && rate === undefined) return undefined
  if (mode === 'scaled' && rate === undefined) {
    throw new BenchError('invalidArgument', 'A scaled clock needs rate, in bench seconds per wall second.', {
      field: 'rate',
    })
  }
  if (mode === undefined && now.mode !== 'scaled') {
    throw new BenchError('invalidArgument', `The clock is ${now.mode} and has no rate; give mode scaled with it.`, {
      field: 'rate',
    })
  }
  return { mode: mode ?? now.mode, rate: rate ?? 1 }
}

export function benchHandlers({
  rooms,
  state,
  nextSeq,
  keepClock,
  identity,
}: HandlerTools): HandlersOf<typeof BENCH_OPERATIONS> {
  const { bus, clock, documents, player } = rooms
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

    async setClock({ body }) {
      const { at, advanceSeconds } = body
      if (at !== undefined && advanceSeconds !== undefined) {
        throw new BenchError('invalidArgument', 'Give at or advanceSeconds, not both.', { field: 'advanceSeconds' })
      }
      const setting = settingOf(body, clock.view())
      let firedCount = 0
      if (at !== undefined) firedCount = await clock.jumpTo(Date.parse(at), setting)
      else if (advanceSeconds !== undefined) firedCount = await clock.advanceBy(advanceSeconds * 1000, setting)
      else if (setting) clock.change(setting)
      if (setting) await player.followClock()
      const { now } = await keepClock()
      return { now, firedCount }
    },
  }
}
