// Wire shapes of CAMARA application-profiles 0.5 (r1.2), exactly as published.
// The loss key is `packetLossErrorRate` here and `packetlossErrorRate` in insights (reading C4).
// `Rate` and `Duration` require nothing: a value without its unit is accepted and not assessed (reading C15).
import { z } from 'zod'
import { zUuid } from './common'

export const zTimeUnit = z.enum(['Days', 'Hours', 'Minutes', 'Seconds', 'Milliseconds', 'Microseconds', 'Nanoseconds'])
export type TimeUnit = z.infer<typeof zTimeUnit>
export const zRateUnit = z.enum(['Bps', 'Kbps', 'Mbps', 'Gbps', 'Tbps'])
export type RateUnit = z.infer<typeof zRateUnit>

const INT32_MAX = 2_147_483_647

/** Schema `Duration`. */
export const zDuration = z.object({ value: z.int().min(1).max(INT32_MAX).optional(), unit: zTimeUnit.optional() })
export type WireDuration = z.infer<typeof zDuration>

/** Schema `Rate`; the units are bits per second (reading C10). */
export const zRate = z.object({ value: z.int().min(0).max(1024).optional(), unit: zRateUnit.optional() })
export type WireRate = z.infer<typeof zRate>

const zCompute = z.object({
  value: z.int().min(0).max(1024).optional(),
  unit: z.enum(['Kb', 'Mb', 'Gb', 'Tb']).optional(),
})

const hasProperty = (value: object): boolean => Object.values(value).some((property) => property !== undefined)

/** Schema `NetworkQualityThresholds`: at least one threshold. */
export const zNetworkQualityThresholds = z
  .object({
    packetDelayBudget: zDuration.optional(),
    targetMinDownstreamRate: zRate.optional(),
    targetMinUpstreamRate: zRate.optional(),
    packetLossErrorRate: z.int().min(1).max(10).optional(),
    jitter: zDuration.optional(),
  })
  .refine(hasProperty, 'give at least one threshold')
export type WireNetworkQualityThresholds = z.infer<typeof zNetworkQualityThresholds>

/** Schema `ComputeResourcesThresholds`: at least one resource. Kept and echoed; the network does not assess it. */
export const zComputeResources = z
  .object({
    targetMinCPU: z.number().optional(),
    targetMinMemory: zCompute.optional(),
    gpuVendorType: z.enum(['Nvidia', 'AMD']).optional(),
    gpuModelName: z.string().optional(),
    targetMinGPU: z.int().optional(),
    targetMinGPUMemory: zCompute.optional(),
    targetMinEphemeralStorage: zCompute.optional(),
    targetMinPersistentStorage: zCompute.optional(),
  })
  .refine(hasProperty, 'give at least one compute resource')

const profileParts = {
  networkQualityThresholds: zNetworkQualityThresholds.optional(),
  computeResources: zComputeResources.optional(),
}
const NEEDS_A_PART = 'give networkQualityThresholds or computeResources'

/** Body of operation `createApplicationProfile`, schema `ApplicationProfileRequest`. */
export const zApplicationProfileRequest = z.object(profileParts).refine(hasProperty, NEEDS_A_PART)
export type WireApplicationProfileRequest = z.infer<typeof zApplicationProfileRequest>

/** Schema `ApplicationProfile`: reply of create, read and update, and body of update (reading C13). */
export const zApplicationProfile = z
  .object({ applicationProfileId: zUuid, ...profileParts })
  .refine(
    (profile) => profile.networkQualityThresholds !== undefined || profile.computeResources !== undefined,
    NEEDS_A_PART,
  )
export type WireApplicationProfile = z.infer<typeof zApplicationProfile>
