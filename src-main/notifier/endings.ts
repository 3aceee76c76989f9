// How a subscription can end, what its client is told, and when an end is known beforehand.
import type { StoredSubscription } from '#shared/domain/subscription'
import type { TerminationReason } from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'

export interface Ending {
  readonly reason: TerminationReason
  /** The status that the subscription keeps (schema `Subscription`). */
  readonly status: 'EXPIRED' | 'DELETED'
  readonly description: string
}

export const ENDINGS = {
  maxEventsReached: {
    reason: 'MAX_EVENTS_REACHED',
    status: 'EXPIRED',
    description: 'The maximum number of events that was asked for has been reached.',
  },
  expired: {
    reason: 'SUBSCRIPTION_EXPIRED',
    status: 'EXPIRED',
    description: 'The expiration time of the subscription has been reached.',
  },
  sinkTokenExpires: {
    reason: 'ACCESS_TOKEN_EXPIRED',
    status: 'EXPIRED',
    description: 'The access token of the sink credential is about to expire.',
  },
  sinkTokenRefused: {
    reason: 'ACCESS_TOKEN_EXPIRED',
    status: 'EXPIRED',
    description: 'The sink answered a notification with 401 Unauthorized.',
  },
  sinkGone: {
    reason: 'NETWORK_TERMINATED',
    status: 'DELETED',
    description: 'The sink answered a notification with 410 Gone.',
  },
  profileDeleted: {
    reason: 'NETWORK_TERMINATED',
    status: 'DELETED',
    description: 'The application profile of the subscription was deleted.',
  },
  terminated: {
    reason: 'NETWORK_TERMINATED',
    status: 'DELETED',
    description: 'The network ended the subscription.',
  },
  deleted: {
    reason: 'SUBSCRIPTION_DELETED',
    status: 'DELETED',
    description: 'The subscription was deleted by its client.',
  },
} as const satisfies Record<string, Ending>

/** "Just before" the sink's token expires, in bench time (reading C35). */
const TOKEN_NOTICE_MS = 5000

export interface ForeseenEnd {
  /** Bench instant; never before the subscription started. */
  readonly at: number
  readonly ending: Ending
}

/** The end that comes by itself, if there is one: the subscription's expiry or its sink token's, whichever is first. */
export function foreseenEnd({ startsAt, expiresAt, sinkCredential }: StoredSubscription): ForeseenEnd | undefined {
  const expiry = expiresAt ?? Infinity
  const notice = (sinkCredential?.expiresAt ?? Infinity) - TOKEN_NOTICE_MS
  if (Math.min(expiry, notice) === Infinity) return undefined
  return notice < expiry
    ? { at: Math.max(startsAt, notice), ending: ENDINGS.sinkTokenExpires }
    : { at: Math.max(startsAt, expiry), ending: ENDINGS.expired }
}

/** The end that a reply of the sink brings about, if it does (readings C22, C35). */
export function endingByReply(status: number | undefined): Ending | undefined {
  if (status === 401) return ENDINGS.sinkTokenRefused
  if (status === 410) return ENDINGS.sinkGone
  return undefined
}

/** Living and at work: neither waiting for its activation nor suspended. */
export function isActive({ status }: StoredSubscription): boolean {
  return status === 'ACTIVE'
}

export function isLive(subscription: StoredSubscription): boolean {
  return subscription.endedAt === undefined
}
