import type { Degradation } from '#shared/domain/degradation'
import type { Handover } from '#shared/domain/handover'

export type NetworkTables = { degradations: Degradation; handovers: Handover }

/**
 * How long what is over is remembered: the window shows the last ten minutes, and `monitoringTimeStamp` may lie a minute
 * in the past (reading C29).
 */
export const MEMORY_MS = 600_000
