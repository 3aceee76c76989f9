// Wire shapes of CAMARA connectivity-insights 0.7.0-rc.1 (r4.1), exactly as published. The reply is that of 0.6.
import { z } from 'zod'
import { zUuid } from './common'
import { zApplicationServerR41, zDateTimeR41, zDeviceR41, zPortsSpecR41 } from './commonR41'

/** Body of operation `checkNetworkQuality`, schema `NetworkQualityInsightRequest`; the server is required (C16). */
export const zNetworkQualityInsightRequestV07 = z.strictObject({
  applicationProfileId: zUuid,
  device: zDeviceR41.optional(),
  applicationServer: zApplicationServerR41,
  applicationServerPorts: zPortsSpecR41.optional(),
  monitoringTimeStamp: zDateTimeR41.optional(),
})
