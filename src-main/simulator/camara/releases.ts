// The published releases side by side: everything in which r3.2 and r4.1 differ, beyond the spelling of their bodies,
// is a row here (decisions/camara-releases.md). Whatever is not here is one code for both.
import { z } from 'zod'
import type { Release, StoredSubscription } from '#shared/domain/subscription'
import type { BenchErrorCode } from '#shared/errors/benchError'
import { zCloudEventJson } from '#shared/domain/notification'
import {
  zNetworkQualityEventData,
  zSubscription,
  zSubscriptionEndedData,
  zSubscriptionAsync,
  zSubscriptionRequest,
  type WireSubscriptionRequest,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import {
  zNetworkQualityEventDataV07,
  zPage,
  zSubscriptionStartedData,
  zSubscriptionUpdatedData,
  zSubscriptionAsyncV07,
  zSubscriptionListV07,
  zSubscriptionRequestV07,
  zSubscriptionV07,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV07'
import {
  zNetworkQualityInsightRequest,
  type WireNetworkQualityInsightRequest,
} from '#shared/wire/camara/connectivityInsightsV06'
import { zNetworkQualityInsightRequestV07 } from '#shared/wire/camara/connectivityInsightsV07'
import type { CamaraReply } from './operation'
import type { IdentificationCodes } from './deviceIdentification'
import { CAMARA_ERRORS, type ErrorTable } from './errorTable'
import { subscriptionWireV06 } from './r32/subscriptionWireV06'
import { subscriptionWireV07 } from './r41/subscriptionWireV07'

/** A list of subscriptions as a reply, cut into pages where the release has pages. */
export interface ListRequest {
  readonly query: unknown
  /** Absolute URL of the list, without a query. */
  readonly url: string
}

/** The bodies of connectivity-insights-subscriptions in the shape of a release. */
export interface SubscriptionWire {
  /** Schema `Subscription`. */
  subscription(subscription: StoredSubscription): object
  /** Schema `SubscriptionAsync`. */
  accepted(subscription: StoredSubscription): object
  /** Reply of `getSubscriptionList` (reading C6). @throws BenchError `invalidArgument` */
  list(subscriptions: readonly StoredSubscription[], request: ListRequest): CamaraReply
}

export interface CamaraRelease {
  readonly release: Release
  /** The version in the paths of connectivity-insights and connectivity-insights-subscriptions. */
  readonly version: string
  /** The whole version of both, as published. */
  readonly publishedVersion: string
  /** Request bodies. Those of r4.1 refuse unknown properties and require the server (readings C12, C16, C30). */
  readonly checkRequest: z.ZodType<WireNetworkQualityInsightRequest>
  readonly subscriptionRequest: z.ZodType<WireSubscriptionRequest>
  readonly subscriptionWire: SubscriptionWire
  /** The same bodies as schemas, for the description that is served. */
  readonly subscriptionSchemas: {
    readonly subscription: z.ZodType
    readonly accepted: z.ZodType
    readonly list: z.ZodType
    readonly listQuery?: z.ZodObject
    /** What is posted to a sink. */
    readonly event: z.ZodType
  }
  /** How createSubscription calls a device it does not know, and a network access identifier (readings C17, C19). */
  readonly subscriptionDevice: IdentificationCodes
  /** What createSubscription may refuse beyond what every operation may. */
  readonly creationRefusals: readonly BenchErrorCode[]
  /** What is said to a credential of the type PRIVATE_KEY_JWT (reading C21). */
  readonly privateKeyJwt: Extract<BenchErrorCode, 'invalidCredential' | 'privateKeyJwtNotConfigured'>
  /** Names of refusals, that of a conflict with a policy among them (reading C26). */
  readonly errors: ErrorTable
}

const eventWith = (...data: [z.ZodType, ...z.ZodType[]]) => zCloudEventJson.extend({ data: z.union(data) })

const CREATION_REFUSALS: readonly BenchErrorCode[] = [
  'invalidProtocol',
  'invalidCredential',
  'invalidToken',
  'invalidSink',
  'subscriptionMismatch',
  'notFound',
  'conflict',
  'alreadyExists',
  'serviceNotApplicable',
  'missingIdentifier',
  'unnecessaryIdentifier',
]

export const R32: CamaraRelease = {
  release: 'r3.2',
  version: 'v0.6',
  publishedVersion: '0.6.0',
  checkRequest: zNetworkQualityInsightRequest,
  subscriptionRequest: zSubscriptionRequest,
  subscriptionWire: subscriptionWireV06,
  subscriptionSchemas: {
    subscription: zSubscription,
    accepted: zSubscriptionAsync,
    list: z.array(zSubscription),
    event: eventWith(zNetworkQualityEventData, zSubscriptionEndedData),
  },
  subscriptionDevice: { unknownDevice: 'notFound', networkAccessIdentifier: 'serviceNotApplicable' },
  creationRefusals: CREATION_REFUSALS,
  privateKeyJwt: 'invalidCredential',
  errors: CAMARA_ERRORS,
}

export const R41: CamaraRelease = {
  release: 'r4.1',
  version: 'v0.7rc1',
  publishedVersion: '0.7.0-rc.1',
  checkRequest: zNetworkQualityInsightRequestV07,
  subscriptionRequest: zSubscriptionRequestV07,
  subscriptionWire: subscriptionWireV07,
  subscriptionSchemas: {
    subscription: zSubscriptionV07,
    accepted: zSubscriptionAsyncV07,
    list: zSubscriptionListV07,
    listQuery: zPage,
    event: eventWith(
      zNetworkQualityEventDataV07,
      zSubscriptionStartedData,
      zSubscriptionUpdatedData,
      zSubscriptionEndedData,
    ),
  },
  subscriptionDevice: { unknownDevice: 'identifierNotFound', networkAccessIdentifier: 'unsupportedIdentifier' },
  creationRefusals: [
    ...CREATION_REFUSALS,
    'identifierNotFound',
    'unsupportedIdentifier',
    'multieventNotSupported',
    'privateKeyJwtNotConfigured',
  ],
  privateKeyJwt: 'privateKeyJwtNotConfigured',
  errors: { ...CAMARA_ERRORS, conflict: { status: 409, code: 'INCOMPATIBLE_STATE' } },
}
