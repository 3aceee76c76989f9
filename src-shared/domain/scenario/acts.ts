// What a step of a timeline can do. Each is an optional field of the step, of which it has exactly one.
import { z } from 'zod'
import { zAmountRequest, zChargeRequest, zFlowRequest } from '../../control/usageViews'
import { zComputeResources, zNetworkQualityThresholds } from '../../wire/camara/applicationProfilesV05'
import { zUuid } from '../../wire/camara/common'
import { DEGRADE_FIELDS, refuseEmptyDegrade } from '../degradation'
import { zFaultAct, zFaultMatch } from '../fault'
import { zDurationText } from './duration'
import { zScenarioRequest } from './request'
import { zStepId } from './when'

export const BUCKET_FIELDS = {
  report: z.string().min(1).describe('A usage report of this scenario, by id.'),
  bucket: z.string().min(1).describe('A bucket of that report, by id.'),
}

const { durationSeconds: _, ...flowFields } = zFlowRequest.shape

const zFlow = z
  .strictObject({
    ...BUCKET_FIELDS,
    ...flowFields,
    duration: zDurationText.optional().describe('Left out: until a clear step ends it, or the bucket is empty.'),
  })
  .refine(({ rate, device }) => rate !== undefined || device !== undefined, {
    path: ['rate'],
    message: 'give rate, or device to go as fast as its down rate allows',
  })

const zFault = z
  .strictObject({
    match: zFaultMatch.optional(),
    act: zFaultAct.optional(),
    deviation: z.string().min(1).optional(),
    duration: zDurationText.optional().describe('Left out: until a clear step ends it, or its count is spent.'),
  })
  .refine(
    ({ act, deviation, match }) => {
      if (act) return deviation === undefined
      return deviation !== undefined && match?.api === undefined && match?.operation === undefined
    },
    { message: 'give act, with match unless every request is meant; or deviation, which says by itself of which API' },
  )

const zProfileChange = z
  .strictObject({
    id: zUuid.describe('An application profile of this scenario.'),
    networkQualityThresholds: zNetworkQualityThresholds.optional(),
    computeResources: zComputeResources.optional(),
  })
  .refine(({ networkQualityThresholds, computeResources }) => networkQualityThresholds ?? computeResources, {
    message: 'give networkQualityThresholds or computeResources',
  })

const zTokenExpiry = z.union(
  [z.strictObject({ all: z.literal(true) }), z.strictObject({ client: z.string().min(1) })],
  'give {"all": true} or {"client": id}',
)

const zSpoken = z.string().min(1).max(500)
const zSay = z.union(
  [zSpoken, z.strictObject({ text: zSpoken, duration: zDurationText.optional() })],
  'give a text, or text with a duration',
)

/** The acts by their names, each described for editors. */
export const ACTS = {
  degrade: z
    .strictObject({ ...DEGRADE_FIELDS, duration: zDurationText.optional() })
    .superRefine(refuseEmptyDegrade)
    .describe('The network gets worse, or better, for all, a cell, a device or one of its flows.'),
  clear: zStepId.describe('Ends what the degrade, flow or fault step of this id began.'),
  handover: z
    .strictObject({
      device: z.string().describe('A device, by id.'),
      cell: z.string().describe('The cell it moves to, by id.'),
    })
    .describe('A device moves to another cell.'),
  charge: z.strictObject({ ...BUCKET_FIELDS, ...zChargeRequest.shape }).describe('Takes an amount out of a bucket.'),
  topUp: z.strictObject({ ...BUCKET_FIELDS, ...zAmountRequest.shape }).describe('Puts an amount into a bucket.'),
  flow: zFlow.describe('Uses a bucket from then on, at a rate or as fast as a device goes.'),
  fault: zFault.describe('The simulated APIs misbehave on purpose.'),
  tokenExpiry: zTokenExpiry.describe('The access tokens issued so far expire, for one client or for all.'),
  profile: zProfileChange.describe('An application profile asks for something else; each part is replaced whole.'),
  request: zScenarioRequest.describe('A client calls one of the simulated APIs.'),
  say: zSay.describe('A line for the audience, until the next one or for a duration.'),
  checkpoint: zSpoken.describe('Names an instant; nothing happens.'),
} as const

export type ActName = keyof typeof ACTS
export const ACT_NAMES = Object.keys(ACTS) as ActName[]

/** One act, under its name. */
export type Act = { [Name in ActName]: { readonly kind: Name; readonly is: z.output<(typeof ACTS)[Name]> } }[ActName]
