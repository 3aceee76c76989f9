// The form of a fault as people fill it in, the request it stands for, and what is wrong with it, field by field.
import type { z } from 'zod'
import { FAULTY_OPERATIONS, zFaultAct, zFaultMatch, zFaultRequest, type FaultyApi } from '#shared/domain/fault'
import { zLatency } from '#shared/domain/latency'

export type ActKind = 'error' | 'delay' | 'reset' | 'truncate' | 'rateLimit' | 'quota'
export type LatencyKind = 'fixed' | 'uniform' | 'normal' | 'lognormal' | 'exponential'

/** What is chosen where nothing narrows it. */
export const ANY = 'any'

type Amount = number | undefined

export interface FaultForm {
  api: string
  operation: string
  device: string
  client: string
  skip: Amount
  count: Amount
  every: Amount
  /** Per cent. */
  share: Amount
  act: ActKind
  status: Amount
  code: string
  message: string
  retryAfterSeconds: Amount
  latency: LatencyKind
  /** Milliseconds: the one of `fixed`, or the two of the others in the order of their fields. */
  ms: [Amount, Amount]
  requests: Amount
  periodSeconds: Amount
  durationSeconds: Amount
}

export function emptyForm(): FaultForm {
  return {
    api: ANY,
    operation: ANY,
    device: ANY,
    client: '',
    skip: undefined,
    count: undefined,
    every: undefined,
    share: undefined,
    act: 'error',
    status: 503,
    code: 'UNAVAILABLE',
    message: '',
    retryAfterSeconds: undefined,
    latency: 'fixed',
    ms: [undefined, undefined],
    requests: undefined,
    periodSeconds: undefined,
    durationSeconds: undefined,
  }
}

export interface Recipe {
  readonly label: string
  readonly fill: Partial<FaultForm>
}

/** What testers ask for most, one press each; everything can be changed afterwards. */
export const RECIPES: readonly Recipe[] = [
  { label: 'Fail 3, then succeed', fill: { act: 'error', status: 503, code: 'UNAVAILABLE', count: 3 } },
  { label: 'Every fifth fails', fill: { act: 'error', status: 500, code: 'INTERNAL', count: 1, every: 5 } },
  { label: 'One in ten resets', fill: { act: 'reset', share: 10 } },
  { label: 'Slow tail', fill: { act: 'delay', latency: 'lognormal', ms: [80, 900] } },
  { label: '10 a minute', fill: { act: 'rateLimit', requests: 10, periodSeconds: 60 } },
]

/** Those of one API, or of all. */
export function operationsOf(api: string): readonly string[] {
  return api === ANY ? Object.values(FAULTY_OPERATIONS).flat() : FAULTY_OPERATIONS[api as FaultyApi]
}

/** The fields of each distribution, in the order in which they are filled in. */
export const LATENCY_FIELDS: Record<LatencyKind, readonly string[]> = {
  fixed: ['Delay'],
  uniform: ['From', 'To'],
  normal: ['Mean', 'Deviation'],
  lognormal: ['Median', '95th percentile'],
  exponential: ['Mean'],
}

const given = <Value>(name: string, value: Value | undefined) => (value === undefined ? {} : { [name]: value })
const chosen = (name: string, value: string, none = ANY) => (value.trim() === none ? {} : { [name]: value.trim() })

function matchOf({ api, operation, device, client, skip, count, every, share }: FaultForm) {
  return {
    ...chosen('api', api),
    ...chosen('operation', operation),
    ...chosen('device', device),
    ...chosen('client', client, ''),
    ...given('skip', skip),
    ...given('count', count),
    ...given('every', every),
    ...given('rate', share === undefined ? undefined : share / 100),
  }
}

function latencyOf({ latency, ms: [first, second] }: FaultForm) {
  if (latency === 'fixed') return { fixed: first }
  if (latency === 'uniform') return { from: first, to: second }
  if (latency === 'normal') return { normal: { mean: first, deviation: second } }
  return latency === 'lognormal' ? { lognormal: { median: first, p95: second } } : { exponential: { mean: first } }
}

function actOf(form: FaultForm): object {
  const { act, status, code, message, retryAfterSeconds, requests, periodSeconds } = form
  if (act === 'error') {
    return { status, code, ...chosen('message', message, ''), ...given('retryAfterSeconds', retryAfterSeconds) }
  }
  if (act === 'delay') return { delayMs: latencyOf(form) }
  if (act === 'rateLimit') return { rateLimit: { requests, periodSeconds } }
  return act === 'quota' ? { quota: { requests, ...given('periodSeconds', periodSeconds) } } : { [act]: true }
}

const [zError, , zReset, zTruncate, zRateLimit, zQuota] = zFaultAct.options
const [zFixed, zUniform, zNormal, zLognormal, zExponential] = zLatency.options
const LATENCIES: Record<LatencyKind, z.ZodType> = {
  fixed: zFixed,
  uniform: zUniform,
  normal: zNormal,
  lognormal: zLognormal,
  exponential: zExponential,
}
/** Of the union, the one that the form is about: its problems name a field, those of the union do not. */
const ACTS: Record<Exclude<ActKind, 'delay'>, z.ZodType> = {
  error: zError,
  reset: zReset,
  truncate: zTruncate,
  rateLimit: zRateLimit,
  quota: zQuota,
}

/** Fields of a distribution that the form calls by their place. */
const PLACES: Record<string, string> = {
  fixed: 'ms0',
  from: 'ms0',
  mean: 'ms0',
  median: 'ms0',
  lognormal: 'ms1',
  to: 'ms1',
  deviation: 'ms1',
  p95: 'ms1',
}

/** Of each field that is wrong, why; a problem of a distribution as a whole stands at its last field. */
export function problemsOf(form: FaultForm): ReadonlyMap<string, string> {
  const results = [
    zFaultMatch.safeParse(matchOf(form)),
    form.act === 'delay' ? LATENCIES[form.latency].safeParse(latencyOf(form)) : ACTS[form.act].safeParse(actOf(form)),
    zFaultRequest.safeParse({ act: { reset: true }, ...given('durationSeconds', form.durationSeconds) }),
  ]
  const issues = results.flatMap(({ error }) => error?.issues ?? [])
  const named = issues.map(({ path, message }): [string, string] => {
    const field = String(path.at(-1) ?? 'to')
    return [form.act === 'delay' ? (PLACES[field] ?? field) : field, message]
  })
  return new Map(named.map(([field, message]) => [field === 'rate' ? 'share' : field, message]))
}

/** The request as filled in; whether it makes sense is for `problemsOf` to say. */
export function requestOf(form: FaultForm): z.input<typeof zFaultRequest> {
  const match = matchOf(form)
  return {
    ...(Object.keys(match).length > 0 && { match }),
    act: actOf(form),
    ...given('durationSeconds', form.durationSeconds),
  } as z.input<typeof zFaultRequest>
}
