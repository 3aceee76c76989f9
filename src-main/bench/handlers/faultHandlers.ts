import type { HandlersOf } from '#shared/control/operation'
import type { FAULT_OPERATIONS } from '#shared/control/operations/faultOperations'
import type { HandlerTools } from './handlerPorts'

export function faultHandlers({ rooms: { faults }, list }: HandlerTools): HandlersOf<typeof FAULT_OPERATIONS> {
  return {
    listFaults: () => list(() => faults.active()),
    addFault: ({ body }) => faults.add(body),
    async removeFault({ id }) {
      await faults.remove(id)
      return null
    },
    listDeviations: () => list(() => faults.deviations()),
  }
}
