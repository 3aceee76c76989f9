// CAMARA connectivity-insights 0.6 (r3.2): its operation, and an assessment in its shape.
import { confidencesOf } from '#shared/domain/assessment'
import {
  zNetworkQualityInsightRequest,
  type WireNetworkQualityInsightResponse,
} from '#shared/wire/camara/connectivityInsightsV06'
import type { CamaraApi } from '../camaraApi'
import { checkNetworkQuality, type NetworkQuality, type NetworkQualityPorts } from '../networkQuality'
import { parseBody } from '../requestBody'

function toWire({ assessment, condition, identifier }: NetworkQuality): WireNetworkQualityInsightResponse {
  const { signalStrength, connectivityType } = condition
  return { ...confidencesOf(assessment), additionalKPIs: { signalStrength, connectivityType }, device: identifier }
}

export function connectivityInsightsV06(ports: NetworkQualityPorts): CamaraApi {
  return {
    basePath: '/connectivity-insights/v0.6',
    operations: [
      {
        operationId: 'checkNetworkQuality',
        method: 'post',
        path: '/check-network-quality',
        scope: 'connectivity-insights:check',
        answer({ caller, body }) {
          const request = parseBody(zNetworkQualityInsightRequest, body)
          return { status: 200, body: toWire(checkNetworkQuality(ports, caller, request)) }
        },
      },
    ],
  }
}
