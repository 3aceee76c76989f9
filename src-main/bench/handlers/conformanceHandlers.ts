import type { HandlersOf } from '#shared/control/operation'
import type { CONFORMANCE_OPERATIONS } from '#shared/control/operations/conformanceOperations'
import type { HandlerTools } from './handlerPorts'

export function conformanceHandlers({
  rooms: { runs },
  list,
}: HandlerTools): HandlersOf<typeof CONFORMANCE_OPERATIONS> {
  return {
    listSuites: () => list(() => runs.suites()),
    startRun: ({ body }) => runs.start(body),
    listRuns: () => list(() => runs.list()),
    readRun: ({ id }) => runs.read(id),
    sendStep: ({ id }) => runs.send(id),
    retryStep: ({ id }) => runs.retry(id),
    continueRun: ({ id }) => runs.goOn(id),
    cancelRun: ({ id }) => runs.cancel(id),
    exportRun: ({ id, query }) => runs.export(id, query.format),
  }
}
