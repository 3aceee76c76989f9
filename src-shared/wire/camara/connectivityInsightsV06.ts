// Wire shapes of CAMARA connectivity-insights 0.6 (r3.2), exactly as published.
// Spec typos stay: `packetlossErrorRate` is the real JSON key, the indicators come as `additionalKPIs` (readings C2, C4).
import { z } from 'zod'
import { zAdditionalKpis, zApplicationServer, zConfidence, zDateTime, zDevice, zPortsSpec, zUuid } from './common'

/** Body of operation `checkNetworkQuality`, schema `NetworkQualityInsightRequest`. */
export const zNetworkQualityInsightRequest = z.object({
  applicationProfileId: zUuid,
  device: zDevice.optional(),
  applicationServer: zApplicationServer.optional(),
  applicationServerPorts: zPortsSpec.optional(),
  monitoringTimeStamp: zDateTime.optional(),
})
export type WireNetworkQualityInsightRequest = z.infer<typeof zNetworkQualityInsightRequest>

/** The five answers, each present only if the profile has that threshold. */
export const zConfidences = z.object({
  packetDelayBudget: zConfidence.optional(),
  targetMinDownstreamRate: zConfidence.optional(),
  targetMinUpstreamRate: zConfidence.optional(),
  packetlossErrorRate: zConfidence.optional(),
  jitter: zConfidence.optional(),
})
export type WireConfidences = z.infer<typeof zConfidences>

/** Reply of operation `checkNetworkQuality`: `NetworkQualityInsightResponse` and `DeviceResponseBody`. */
export const zNetworkQualityInsightResponse = zConfidences.extend({
  additionalKPIs: zAdditionalKpis.optional(),
  device: zDevice.optional(),
})
export type WireNetworkQualityInsightResponse = z.infer<typeof zNetworkQualityInsightResponse>
