import { z } from 'zod'
import { zComputeResources, zNetworkQualityThresholds } from '../wire/camara/applicationProfilesV05'
import { zUuid } from '../wire/camara/common'

/** An application profile as kept; it belongs to the client that created it (reading C33). */
export const zStoredProfile = z.object({
  id: zUuid,
  clientId: z.string(),
  /** For people; only a profile of a scenario has one. */
  name: z.string().optional(),
  networkQualityThresholds: zNetworkQualityThresholds.optional(),
  computeResources: zComputeResources.optional(),
})
export type StoredProfile = z.infer<typeof zStoredProfile>
