import type { HandlersOf } from '#shared/control/operation'
import type { USAGE_OPERATIONS } from '#shared/control/operations/usageOperations'
import { zRegisteredReport } from '#shared/domain/registeredReport'
import { BenchError } from '#shared/errors/benchError'
import { parseOrRefuse } from '#shared/errors/zodIssues'
import { servedReport } from '../../simulator/tmf677/servedReport'
import type { HandlerTools } from './handlerPorts'

export function usageHandlers({ rooms: { usage }, list, state }: HandlerTools): HandlersOf<typeof USAGE_OPERATIONS> {
  return {
    listUsageReports: () => list(() => usage.registered()),
    async putUsageReport({ id, body }) {
      const report = parseOrRefuse(zRegisteredReport, { ...body, id: body['id'] ?? id })
      if (report.id !== id) {
        throw new BenchError(
          'invalidArgument',
          `The body is report "${report.id}", the path says "${id}". Make them equal or leave id out.`,
          { field: 'id' },
        )
      }
      await usage.put(report)
      return report
    },
    readServedReport({ id }) {
      const report = usage.find(id)
      if (!report) throw new BenchError('notFound', `There is no usage report "${id}".`, { field: 'id' })
      return servedReport(report, state().serverRoot)
    },
    async removeUsageReport({ id }) {
      await usage.remove(id)
      return null
    },
    listBuckets: ({ id }) => list(() => usage.buckets(id)),
    readBucketHistory: ({ id, bucketId }) => list(() => usage.history({ reportId: id, bucketId })),
    chargeBucket: ({ id, bucketId, body }) => usage.charge({ ...body, reportId: id, bucketId }),
    topUpBucket: ({ id, bucketId, body }) => usage.topUp({ ...body, reportId: id, bucketId }),
    startBucketFlow: ({ id, bucketId, body }) => usage.startFlow({ ...body, reportId: id, bucketId }),
    async stopBucketFlow({ id, bucketId, flowId }) {
      await usage.stopFlow({ reportId: id, bucketId, flowId })
      return null
    },
  }
}
