// The rules of operation `createSubscription`, from the parsed body to the draft that is kept.
import { isDeepStrictEqual } from 'node:util'
import type { Settings } from '#shared/control/settings'
import type { Caller } from '#shared/domain/caller'
import type { BenchClock } from '#shared/domain/clocks'
import type { Release, SubscriptionDraft } from '#shared/domain/subscription'
import { BenchError } from '#shared/errors/benchError'
import {
  NETWORK_QUALITY_EVENT,
  type WireSubscriptionRequest,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import type { ProfileRegistry } from './applicationProfiles'
import { identifyDevice, requireService, type DevicePort, type IdentificationCodes } from './deviceIdentification'
import { requireDeliverableSink } from './sink'
import { readSinkCredential } from './sinkCredential'
import { visibleSubscriptions, type SubscriptionsPort } from './subscriptions'

export interface SubscriptionRulePorts {
  clock: Pick<BenchClock, 'now'>
  profiles: Pick<ProfileRegistry, 'read'>
  devices: DevicePort
  subscriptions: SubscriptionsPort
  settings: () => Pick<Settings, 'plainHttpLoopback' | 'refuseDuplicates'>
}

const RELEASE: Release = 'r3.2'
const CODES: IdentificationCodes = { unknownDevice: 'notFound', networkAccessIdentifier: 'serviceNotApplicable' }

function requireKnownType([type]: readonly string[]): string {
  if (type === NETWORK_QUALITY_EVENT) return type
  throw new BenchError(
    'subscriptionMismatch',
    `This API has no event type "${type}"; it has ${NETWORK_QUALITY_EVENT}.`,
    {
      field: 'types[0]',
    },
  )
}

function requireHttp(protocol: string): void {
  if (protocol === 'HTTP') return
  throw new BenchError('invalidProtocol', `The protocol "${protocol}" is not supported; use HTTP.`, {
    field: 'protocol',
  })
}

function futureInstant(expireTime: string, now: number): number {
  const expiresAt = Date.parse(expireTime)
  if (expiresAt > now) return expiresAt
  const field = 'config.subscriptionExpireTime'
  throw new BenchError('invalidArgument', `${field} lies in the past of the bench clock.`, { field })
}

/** Reading C26: the same client, flow, profile and sink. */
function isDuplicate(one: SubscriptionDraft, other: SubscriptionDraft): boolean {
  return (
    one.deviceId === other.deviceId &&
    one.profileId === other.profileId &&
    one.sink === other.sink &&
    isDeepStrictEqual(one.applicationServer, other.applicationServer) &&
    isDeepStrictEqual(one.applicationServerPorts, other.applicationServerPorts)
  )
}

function refuseDuplicate(subscriptions: SubscriptionsPort, caller: Caller, draft: SubscriptionDraft): void {
  const former = visibleSubscriptions(subscriptions, caller, RELEASE).find((one) => isDuplicate(one, draft))
  if (!former) return
  throw new BenchError('alreadyExists', `The subscription ${former.id} has the same flow, profile and sink already.`)
}

/** Judges a request in the order of reading C32. @throws BenchError */
export function draftSubscription(
  { clock, profiles, devices, subscriptions, settings }: SubscriptionRulePorts,
  caller: Caller,
  { sink, protocol, types, config, sinkCredential }: WireSubscriptionRequest,
): SubscriptionDraft {
  const { subscriptionDetail: detail, subscriptionExpireTime, subscriptionMaxEvents, initialEvent } = config
  const now = clock.now()
  const { plainHttpLoopback, refuseDuplicates } = settings()

  const type = requireKnownType(types)
  requireHttp(protocol)
  requireDeliverableSink(sink, { plainHttpLoopback })
  const credential = sinkCredential && readSinkCredential(sinkCredential, now)
  const expiresAt = subscriptionExpireTime === undefined ? undefined : futureInstant(subscriptionExpireTime, now)
  const { deviceId, identifier } = identifyDevice(caller, detail.device, devices, CODES)
  const { id: profileId } = profiles.read(caller, detail.applicationProfileId)
  requireService(deviceId, devices)

  const draft: SubscriptionDraft = {
    release: RELEASE,
    clientId: caller.clientId,
    phoneNumber: caller.phoneNumber,
    deviceId,
    device: identifier,
    applicationServer: detail.applicationServer,
    applicationServerPorts: detail.applicationServerPorts,
    profileId,
    type,
    sink,
    sinkCredential: credential,
    expiresAt,
    requestedExpireTime: subscriptionExpireTime,
    maxEvents: subscriptionMaxEvents,
    initialEvent,
  }
  if (refuseDuplicates) refuseDuplicate(subscriptions, caller, draft)
  return draft
}
