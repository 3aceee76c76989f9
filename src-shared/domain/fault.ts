// A fault: the bench misbehaves on purpose towards the requests that it matches.
import { z } from 'zod'
import { zLatency } from './latency'

/** The operations a fault can meet, by the first path segment of their API. */
export const FAULTY_OPERATIONS = {
  usageManagement: ['listUsageConsumptionReport', 'retrieveUsageConsumptionReport'],
  'application-profiles': [
    'createApplicationProfile',
    'readApplicationProfile',
    'updateApplicationProfile',
    'deleteApplicationProfile',
  ],
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
  /** Absent where the API asks for no token, or its token is refused. */
  readonly clientId?: string
  /** Its token is refused, which only deviations change anything about (reading C32). */
  readonly isRefused?: true
  /** The scenario id of the device it is about, as far as that can be told before the request is judged. */
  readonly findDevice?: () => Promise<string | undefined>
}

const zRequests = z.int().min(1)

function operationsOf(api: FaultyApi): readonly string[] {
  return FAULTY_OPERATIONS[api]
}

/** Everything given must hold; what is left out matches every request. */
export const zFaultMatch = z
  .strictObject({
    api: z.enum(FAULTY_APIS).optional(),
    /** By its operationId. */
    operation: z.enum(Object.values(FAULTY_OPERATIONS).flat()).optional(),
    /** By its id in the scenario. Usage reports are about no device. */
    device: z.string().min(1).optional(),
    /** The `client_id` of the access token. */
    client: z.string().min(1).optional(),
    /** The first so many of these requests pass. */
    skip: zRequests.optional(),
    /** Only so many of them, after those that pass; then the fault is spent, unless `every` starts anew. */
    count: zRequests.optional(),
    /** Counting starts anew after so many of them: `count` 2 of `every` 5 fails two, lets three pass, and so on. */
    every: zRequests.optional(),
    /** Share of the requests that are met; which ones is repeatable. */
    rate: z.number().min(0).max(1).optional(),
  })
  .superRefine(({ api, operation, device, skip = 0, count, every }, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    if (api !== undefined && operation !== undefined && !operationsOf(api).includes(operation)) {
      refuse('operation', `${api} has ${operationsOf(api).join(', ')}`)
    }
    const isUsage = api === 'usageManagement' || operationsOf('usageManagement').includes(operation ?? '')
    if (device !== undefined && isUsage) {
      refuse('device', 'usage reports are about users and products, not devices: leave device out, or name another api')
    }
    if (every === undefined) return
    if (count === undefined) refuse('every', 'every needs count: how many of each so many requests are met')
    else if (skip + count > every) refuse('every', `skip and count make ${skip + count}, so every is at least that`)
  })
export type FaultMatch = z.infer<typeof zFaultMatch>

/** Bench seconds; a leap year at most. */
const zPeriodSeconds = z
  .number()
  .positive()
  .max(366 * 86_400)

/** A period begins with the first request that falls into none before it. */
const zRateLimit = z.strictObject({ requests: zRequests, periodSeconds: zPeriodSeconds })
/** Without a period it is for good. */
const zQuota = z.strictObject({ requests: zRequests, periodSeconds: zPeriodSeconds.optional() })

/** What a limit lets through: so many requests in all, or per period of bench time. */
export type Limit = z.infer<typeof zQuota>

export const zFaultAct = z.union(
  [
    /** Answers so, in the error body of the API. */
    z.strictObject({
      status: z.int().min(400).max(599),
      code: z.string().min(1),
      message: z.string().min(1).max(512).optional(),
      /** As the header `Retry-After`. */
      retryAfterSeconds: z.int().min(0).max(86_400).optional(),
    }),
    /** Answers later. */
    z.strictObject({ delayMs: zLatency }),
    /** Resets the connection instead of answering. */
    z.strictObject({ reset: z.literal(true) }),
    /** Breaks the connection off within the body. */
    z.strictObject({ truncate: z.literal(true) }),
    /** Answers 429 to what is too much for a period, with `Retry-After`. */
    z.strictObject({ rateLimit: zRateLimit }),
    /** Answers 429 once so many requests were answered. */
    z.strictObject({ quota: zQuota }),
  ],
  'give {"status": 400 to 599, "code": text, "message"?: text, "retryAfterSeconds"?: n}, {"reset": true}, {"truncate": true}, {"rateLimit": {"requests": n, "periodSeconds": n}}, {"quota": {"requests": n, "periodSeconds"?: n}} or {"delayMs": …} with {"fixed": n}, {"from": n, "to": n}, {"normal": {"mean": n, "deviation": n}}, {"lognormal": {"median": n, "p95": n}} or {"exponential": {"mean": n}}, at most 600000 ms',
)
export type FaultAct = z.infer<typeof zFaultAct>

/** Bench seconds after which it ends by itself. */
interface Lasting {
  readonly durationSeconds?: number
}

/** An act of one's own, or a deviation of the catalogue, which says by itself which API it is for. */
export type FaultRequest = Lasting &
  (
    | { readonly match: FaultMatch; readonly act: FaultAct }
    | { readonly deviation: string; readonly match?: Omit<FaultMatch, 'api' | 'operation'> }
  )

export const zFaultRequest = z
  .strictObject({
    match: zFaultMatch.optional(),
    act: zFaultAct.optional(),
    deviation: z.string().min(1).optional(),
    durationSeconds: zPeriodSeconds.optional(),
  })
  .transform(({ match, act, deviation, durationSeconds }, context): FaultRequest => {
    const lasting: Lasting = durationSeconds === undefined ? {} : { durationSeconds }
    if (act !== undefined && deviation === undefined) return { match: match ?? {}, act, ...lasting }
    const namesNoApi = match?.api === undefined && match?.operation === undefined
    if (deviation !== undefined && act === undefined && namesNoApi)
      return { deviation, ...(match && { match }), ...lasting }
    context.addIssue({
      code: 'custom',
      message: 'give act, with match unless every request is meant; or deviation, which says by itself of which API',
    })
    return z.NEVER
  })
