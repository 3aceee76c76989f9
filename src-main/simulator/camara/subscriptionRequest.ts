// The rules of operation `createSubscription`, from the parsed body to the draft that is kept.
import type { Settings } from '#shared/control/settings'
import type { Caller } from '#shared/domain/caller'
import type { BenchClock } from '#shared/domain/clocks'
import type { SubscriptionDraft } from '#shared/domain/subscription'
import { BenchError } from '#shared/errors/benchError'
import {
  NETWORK_QUALITY_EVENT,
  type WireSubscriptionRequest,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import type { ClientRegistry } from '../clients'
import type { ProfileRegistry } from './applicationProfiles'
import { identifyDevice, requireService, type IdentificationPorts } from './deviceIdentification'
import { futureInstant } from './futureInstant'
import { requireSendable } from './protocolSettings'
import type { CamaraRelease } from './releases'
import { requireDeliverableSink, type SinkRules } from './sink'
import { readSinkCredential } from './sinkCredential'
import { refuseByPolicy, refuseDuplicate } from './subscriptionPolicy'
import type { SubscriptionsPort } from './subscriptions'

export interface SubscriptionRulePorts extends IdentificationPorts {
  clock: Pick<BenchClock, 'now'>
  clients: Pick<ClientRegistry, 'find' | 'mayUseDevice'>
  profiles: Pick<ProfileRegistry, 'read'>
  subscriptions: SubscriptionsPort
  isForbiddenHost: SinkRules['isForbiddenHost']
  settings: () => Pick<
    Settings,
    | 'plainHttpLoopback'
    | 'refuseDuplicates'
    | 'subscriptionCreation'
    | 'subscriptionDeletion'
    | 'subscriptionsPerDevice'
  >
}

function requireKnownType(types: readonly string[]): string {
  const index = types.findIndex((type) => type !== NETWORK_QUALITY_EVENT)
  if (types.length > 1 || index < 0) return NETWORK_QUALITY_EVENT // several are refused, but later
  throw new BenchError(
    'subscriptionMismatch',
    `This API has no event type "${types[index]}"; it has ${NETWORK_QUALITY_EVENT}.`,
    { field: `types[${index}]` },
  )
}

/** r3.2 does not come here: its schema has one type at most. */
function requireOneType({ length }: readonly string[]): void {
  if (length === 1) return
  throw new BenchError('multieventNotSupported', `A subscription is for one event type, not for ${length}.`, {
    field: 'types',
  })
}

function requireHttp(protocol: string): void {
  if (protocol === 'HTTP') return
  throw new BenchError('invalidProtocol', `The protocol "${protocol}" is not supported; use HTTP.`, {
    field: 'protocol',
  })
}

/** Judges a request in the order of reading C32. @throws BenchError */
export function draftSubscription(
  ports: SubscriptionRulePorts,
  { release, subscriptionDevice, privateKeyJwt }: CamaraRelease,
  caller: Caller,
  { sink, protocol, types, config, sinkCredential, protocolSettings }: WireSubscriptionRequest,
): SubscriptionDraft {
  const { subscriptionDetail: detail, subscriptionExpireTime, subscriptionMaxEvents, initialEvent } = config
  const now = ports.clock.now()

  const type = requireKnownType(types)
  requireHttp(protocol)
  requireDeliverableSink(sink, { ...ports.settings(), isForbiddenHost: ports.isForbiddenHost })
  requireSendable(protocolSettings)
  const expiresAt =
    subscriptionExpireTime === undefined
      ? undefined
      : futureInstant(subscriptionExpireTime, now, 'config.subscriptionExpireTime')
  const credential = sinkCredential && readSinkCredential(sinkCredential, now, privateKeyJwt)
  requireOneType(types)
  const { deviceId, identifier } = identifyDevice(caller, detail.device, ports, subscriptionDevice)
  const { id: profileId } = ports.profiles.read(caller, detail.applicationProfileId)
  requireService(deviceId, ports.devices)

  const draft: SubscriptionDraft = {
    release,
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
    protocolSettings,
    expiresAt,
    requestedExpireTime: subscriptionExpireTime,
    maxEvents: subscriptionMaxEvents,
    initialEvent,
  }
  refuseDuplicate(ports, caller, draft)
  refuseByPolicy(ports, draft)
  return draft
}
