// CAMARA connectivity-insights in the shape of a release: its operation, and an assessment as it is answered.
import { confidencesOf } from '#shared/domain/assessment'
import {
  zNetworkQualityInsightResponse,
  type WireNetworkQualityInsightResponse,
} from '#shared/wire/camara/connectivityInsightsV06'
import type { CamaraApi } from './operation'
import { checkNetworkQuality, type NetworkQuality, type NetworkQualityPorts } from './networkQuality'
import type { CamaraRelease } from './releases'
import { parseBody } from './requestBody'

/** Both releases answer alike. */
function toWire({ assessment, condition, identifier }: NetworkQuality): WireNetworkQualityInsightResponse {
  const { signalStrength, connectivityType } = condition
  return { ...confidencesOf(assessment), additionalKPIs: { signalStrength, connectivityType }, device: identifier }
}

export function connectivityInsights(
  ports: NetworkQualityPorts,
  { version, publishedVersion, checkRequest, errors }: CamaraRelease,
): CamaraApi {
  return {
    title: 'Connectivity insights',
    version: publishedVersion,
    basePath: `/connectivity-insights/${version}`,
    errors,
    operations: [
      {
        operationId: 'checkNetworkQuality',
        method: 'post',
        path: '/check-network-quality',
        scope: 'connectivity-insights:check',
        summary: 'Say which thresholds of a profile the network meets for a flow, now or at an instant to come.',
        request: checkRequest,
        replies: { 200: zNetworkQualityInsightResponse },
        refusals: [
          'invalidTokenContext',
          'notFound',
          'identifierNotFound',
          'serviceNotApplicable',
          'missingIdentifier',
          'unnecessaryIdentifier',
          'unsupportedIdentifier',
        ],
        answer({ caller, body }) {
          const request = parseBody(checkRequest, body)
          return { status: 200, body: toWire(checkNetworkQuality(ports, caller, request)) }
        },
      },
    ],
  }
}
