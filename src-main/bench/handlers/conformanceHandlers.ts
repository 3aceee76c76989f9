import type { HandlersOf } from '#shared/control/operation'
import type { CONFORMANCE_OPERATIONS } from '#shared/control/operations/conformanceOperations'
import type { HandlerTools } from './handlerPorts'

export function conformanceHandlers({
  rooms: { runs, trials },
  list,
  nextSeq,
}: HandlerTools): HandlersOf<typeof CONFORMANCE_OPERATIONS> {
  return {
    async listSuites() {
      const suites = await runs.suites()
      return list(() => suites)
    },
    prepareSuite: ({ id, query }) => runs.prepare(id, query.month),
    startTrial: ({ body }) => trials.start(body),
    readTrial: ({ id }) => trials.read(id),
    cancelTrial: ({ id }) => trials.cancel(id),
    startRun: ({ body }) => runs.start(body),
    listRuns({ query: { limit, after, ...filter } }) {
      const seq = nextSeq()
      return { ...runs.find(filter, { limit, after }), nextSeq: seq }
    },
    readRun: ({ id }) => runs.read(id),
    sendStep: ({ id, body }) => runs.send(id, body?.request),
    repeatStep: ({ id, body }) => runs.repeat(id, body?.request),
    retryStep: ({ id, body }) => runs.retry(id, body?.case),
    setBreakpoints: ({ id, body }) => runs.setBreakpoints(id, body),
    continueRun: ({ id }) => runs.goOn(id),
    cancelRun: ({ id }) => runs.cancel(id),
    changeRun: ({ id, body }) => runs.change(id, body),
    async deleteRun({ id }) {
      await runs.remove(id)
      return null
    },
    restoreRun: ({ id }) => runs.restore(id),
    compareRuns: ({ id, query }) => runs.compare(id, query.with),
    exportRun: ({ id, query }) => runs.export(id, query.format),
  }
}
