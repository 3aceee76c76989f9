// What is expected of a bench while a scenario plays. Each expectation has exactly one claim.
import { z } from 'zod'
import { zUuid } from '../../wire/camara/common'
import { FAULTY_APIS, FAULTY_OPERATIONS, type FaultyApi } from '../fault'
import { BUCKET_FIELDS } from './acts'
import { zDurationText } from './duration'
import { zStepId, zWhen } from './when'

const EVENT_NAMES = ['network-quality', 'subscription-ended', 'subscription-started', 'subscription-updated'] as const

const zNotificationClaim = z.strictObject({
  type: z.enum(EVENT_NAMES).default('network-quality').describe('The last part of the type of the event.'),
  device: z.string().describe('A device of this scenario, by id.'),
  profile: zUuid.optional().describe('An application profile of this scenario.'),
  subscription: z.string().optional().describe('A subscription of this scenario, by id.'),
  met: z.boolean().optional().describe('Whether the event says that every threshold is met.'),
})
export type NotificationClaim = z.output<typeof zNotificationClaim>

const zAssessmentClaim = z.strictObject({
  device: z.string().describe('A device of this scenario, by id.'),
  profile: zUuid.describe('An application profile of this scenario.'),
  met: z.boolean(),
})

/** Exact: `1.50` and `1.5` are equal, `1.5` and `1.5000001` are not. */
const zDecimal = z.union(
  [z.number(), z.string().regex(/^-?\d+(\.\d+)?$/, 'is not a number; give one such as 1.5')],
  'give a number, or a text where it has many digits',
)

const zBalanceClaim = z.strictObject({
  ...BUCKET_FIELDS,
  value: zDecimal.describe('What remains, exactly.'),
  unit: z.string().min(1),
})

const zCounterClaim = z.strictObject({
  ...BUCKET_FIELDS,
  device: z.string().optional().describe('Of the counter that counts for this device; left out: for nobody alone.'),
  user: z.string().optional(),
  countertype: z.string().optional(),
  value: zDecimal.describe('What it shows, exactly.'),
  unit: z.string().min(1),
})
export type CounterClaim = z.output<typeof zCounterClaim>

/** As the journal has them: the first segment of a path; a notification that went out, or came in. */
const EXCHANGE_APIS = [...FAULTY_APIS, 'oauth2', '.well-known', 'openapi', 'docs', 'sink', 'inbox'] as const

const zExchangeClaim = z
  .strictObject({
    api: z
      .enum(EXCHANGE_APIS)
      .describe('First segment of the path, sink for a notification that went out, inbox for one that came in.'),
    operation: z.enum(Object.values(FAULTY_OPERATIONS).flat()).optional().describe('By its operationId.'),
    status: z.int().min(100).max(599).optional(),
    client: z.string().min(1).optional().describe('The client_id of the access token.'),
    count: z.int().min(0).optional().describe('Exactly so many.'),
    atLeast: z.int().min(1).optional().describe('So many or more; left out, as count: one.'),
  })
  .refine(({ count, atLeast }) => count === undefined || atLeast === undefined, {
    path: ['atLeast'],
    message: 'give count or atLeast, not both',
  })
  .superRefine(({ api, operation }, context) => {
    const operations: readonly string[] = api in FAULTY_OPERATIONS ? FAULTY_OPERATIONS[api as FaultyApi] : []
    if (operation === undefined || operations.includes(operation)) return
    const fix = operations.length > 0 ? `give one of ${operations.join(', ')}` : 'leave it out'
    context.addIssue({ code: 'custom', path: ['operation'], message: `is no operation of ${api}; ${fix}` })
  })
export type ExchangeClaim = z.output<typeof zExchangeClaim>

const CLAIMS = {
  notification: zNotificationClaim.describe('At least one such notification is raised within the time.'),
  noNotification: zNotificationClaim.describe('No such notification is raised within the time.'),
  assessment: zAssessmentClaim.describe('A device meets an application profile at the instant, or does not.'),
  balance: zBalanceClaim.describe('What remains in a bucket at the instant.'),
  counter: zCounterClaim.describe('What a counter of a bucket shows at the instant.'),
  exchange: zExchangeClaim.describe('Requests that were answered within the time.'),
} as const
type ClaimName = keyof typeof CLAIMS
export const CLAIM_NAMES = Object.keys(CLAIMS) as ClaimName[]
export type Claim = {
  [Name in ClaimName]: { readonly kind: Name; readonly is: z.output<(typeof CLAIMS)[Name]> }
}[ClaimName]

type OptionalClaims = { [Name in ClaimName]: z.ZodOptional<(typeof CLAIMS)[Name]> }
const optionalClaims = Object.fromEntries(Object.entries(CLAIMS).map(([name, claim]) => [name, claim.optional()]))

const GIVE_ONE = `an expectation has exactly one claim; give one of ${CLAIM_NAMES.join(', ')}`
const WITHIN: readonly ClaimName[] = ['notification', 'noNotification', 'exchange']

export const zExpectation = z
  .strictObject({
    id: zStepId.optional(),
    title: z.string().min(1).optional().describe('For reports; left out it is told from the claim.'),
    ...zWhen,
    within: zDurationText.optional().describe('For what happens in a time: how long it is, from at on.'),
    ...(optionalClaims as OptionalClaims),
  })
  .superRefine((expectation, context) => {
    const given = CLAIM_NAMES.filter((name) => expectation[name] !== undefined)
    if (given.length !== 1) return context.addIssue({ code: 'custom', message: GIVE_ONE, path: given.slice(1, 2) })
    const [name] = given
    const isWithin = name !== undefined && WITHIN.includes(name)
    if (isWithin === (expectation.within !== undefined)) return
    const message = isWithin
      ? `${name} has no time to happen in; give within, such as 5s`
      : `${name} is judged at one instant; leave within out`
    context.addIssue({ code: 'custom', message, path: ['within'] })
  })
  .describe('What must be so, or must happen, for the scenario to pass.')
export type Expectation = z.infer<typeof zExpectation>

/** @throws Error for an expectation without a claim, which the schema refuses */
export function claimOf(expectation: Expectation): Claim {
  const kind = CLAIM_NAMES.find((name) => expectation[name] !== undefined)
  if (kind === undefined) throw new Error(GIVE_ONE)
  return { kind, is: expectation[kind] } as Claim
}

/** The id of an expectation; one that has none is named by its place in the list. */
export function expectationIdOf({ id }: Expectation, index: number): string {
  return id ?? `expectation-${index + 1}`
}
