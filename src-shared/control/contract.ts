// The control API: one table of operations under `/control/v1` (outside contract in design.md; decisions/control-api.md),
// put together from a table for each room.
import { z } from 'zod'
import type { HandlersOf, Operation } from './operation'
import { BENCH_OPERATIONS } from './operations/benchOperations'
import { CONFORMANCE_OPERATIONS } from './operations/conformanceOperations'
import { FAULT_OPERATIONS } from './operations/faultOperations'
import { NETWORK_OPERATIONS } from './operations/networkOperations'
import { NOTIFICATION_OPERATIONS } from './operations/notificationOperations'
import { SCENARIO_FILE_OPERATIONS } from './operations/scenarioFileOperations'
import { SCENARIO_OPERATIONS } from './operations/scenarioOperations'
import { TOKEN_OPERATIONS } from './operations/tokenOperations'
import { TRAFFIC_OPERATIONS } from './operations/trafficOperations'
import { USAGE_OPERATIONS } from './operations/usageOperations'

export const OPERATIONS = {
  ...BENCH_OPERATIONS,
  ...SCENARIO_OPERATIONS,
  ...SCENARIO_FILE_OPERATIONS,
  ...NETWORK_OPERATIONS,
  ...FAULT_OPERATIONS,
  ...USAGE_OPERATIONS,
  ...TOKEN_OPERATIONS,
  ...NOTIFICATION_OPERATIONS,
  ...TRAFFIC_OPERATIONS,
  ...CONFORMANCE_OPERATIONS,
} as const satisfies Record<string, Operation>

export type OperationName = keyof typeof OPERATIONS
export type ControlHandlers = HandlersOf<typeof OPERATIONS>

/** Body of a refused control request. */
export const zControlError = z.object({ code: z.string(), message: z.string(), field: z.string().optional() })
export type ControlError = z.infer<typeof zControlError>
