// A fault: the bench misbehaves on purpose towards the requests that it matches.
import { z } from 'zod'

/** The operations a fault can meet, by the first path segment of their API. */
const FAULTY_OPERATIONS = {
  usageManagement: ['listUsageConsumptionReport', 'retrieveUsageConsumptionReport'],
  'application-profiles': ['createApplicationProfile', 'readApplicationProfile', 'updateApplicationProfile'],
  'connectivity-insights': ['checkNetworkQuality'],
  'connectivity-insights-subscriptions': [
    'createSubscription',
    'getSubscriptionList',
    'getSubscription',
    'deleteSubscription',
  ],
} as const

export type FaultyApi = keyof typeof FAULTY_OPERATIONS
export const FAULTY_APIS = Object.keys(FAULTY_OPERATIONS) as FaultyApi[]

export type FaultyOperation = (typeof FAULTY_OPERATIONS)[FaultyApi][number]

/** A request as faults see it: who calls which operation. */
export interface FaultCall {
  readonly api: string
  readonly operation: string
  /** Absent where the API asks for no token. */
  readonly clientId?: string
}

/** Everything given must hold; what is left out matches every request. */
export const zFaultMatch = z
  .strictObject({
    api: z.enum(FAULTY_APIS).optional(),
    /** By its operationId. */
    operation: z.enum(Object.values(FAULTY_OPERATIONS).flat()).optional(),
    /** The `client_id` of the access token. */
    client: z.string().min(1).optional(),
    /** Only the first so many requests; then the fault is spent. */
    count: z.int().min(1).optional(),
    /** Share of the requests that are met; which ones is repeatable. */
    rate: z.number().min(0).max(1).optional(),
  })
  .superRefine(({ api, operation }, context) => {
    if (api === undefined || operation === undefined) return
    const operations: readonly string[] = FAULTY_OPERATIONS[api]
    if (operations.includes(operation)) return
    context.addIssue({ code: 'custom', path: ['operation'], message: `${api} has ${operations.join(', ')}` })
  })
export type FaultMatch = z.infer<typeof zFaultMatch>

const zWaitMs = z.number().min(0).max(600_000)

/** Of the wall clock: what a client waits for. `from` … `to` is uniform. */
const zLatency = z.union([
  z.strictObject({ fixed: zWaitMs }),
  z.strictObject({ from: zWaitMs, to: zWaitMs }).refine(({ from, to }) => from <= to, 'from may not exceed to'),
])
export type Latency = z.infer<typeof zLatency>

export const zFaultAct = z.union(
  [
    /** Answers so, in the error body of the API. */
    z.strictObject({
      status: z.int().min(400).max(599),
      code: z.string().min(1),
      message: z.string().min(1).max(512).optional(),
    }),
    /** Answers later. */
    z.strictObject({ delayMs: zLatency }),
    /** Resets the connection instead of answering. */
    z.strictObject({ reset: z.literal(true) }),
    /** Breaks the connection off within the body. */
    z.strictObject({ truncate: z.literal(true) }),
  ],
  'give {"status": 400 to 599, "code": text, "message"?: text}, {"delayMs": {"fixed": n}}, {"delayMs": {"from": n, "to": n}}, {"reset": true} or {"truncate": true}; n is at most 600000',
)
export type FaultAct = z.infer<typeof zFaultAct>

/** An act of one's own, or a deviation of the catalogue, which says by itself which API it is for. */
export type FaultRequest = { readonly match: FaultMatch; readonly act: FaultAct } | { readonly deviation: string }

export const zFaultRequest = z
  .strictObject({ match: zFaultMatch.optional(), act: zFaultAct.optional(), deviation: z.string().min(1).optional() })
  .transform(({ match, act, deviation }, context): FaultRequest => {
    if (act !== undefined && deviation === undefined) return { match: match ?? {}, act }
    if (deviation !== undefined && act === undefined && match === undefined) return { deviation }
    context.addIssue({
      code: 'custom',
      message: 'give act, with match unless every request is meant, or deviation alone',
    })
    return z.NEVER
  })
