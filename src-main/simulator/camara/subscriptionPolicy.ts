// When a subscription that is right in itself is still refused: it is there already, or a policy is against it
// (reading C26; the user story's exception "conflict with internal policy").
import { isDeepStrictEqual } from 'node:util'
import type { Caller } from '#shared/domain/caller'
import type { SubscriptionDraft } from '#shared/domain/subscription'
import { BenchError } from '#shared/errors/benchError'
import type { SubscriptionRulePorts } from './subscriptionRequest'
import { visibleSubscriptions } from './subscriptions'

type PolicyPorts = Pick<SubscriptionRulePorts, 'clients' | 'subscriptions' | 'settings'>

/** The same client, flow, profile and sink. */
function isDuplicate(one: SubscriptionDraft, other: SubscriptionDraft): boolean {
  return (
    one.deviceId === other.deviceId &&
    one.profileId === other.profileId &&
    one.sink === other.sink &&
    isDeepStrictEqual(one.applicationServer, other.applicationServer) &&
    isDeepStrictEqual(one.applicationServerPorts, other.applicationServerPorts)
  )
}

/** @throws BenchError `alreadyExists`, where the setting `refuseDuplicates` says so */
export function refuseDuplicate(
  { subscriptions, settings }: PolicyPorts,
  caller: Caller,
  draft: SubscriptionDraft,
): void {
  if (!settings().refuseDuplicates) return
  const former = visibleSubscriptions(subscriptions, caller, draft.release).find((one) => isDuplicate(one, draft))
  if (!former) return
  throw new BenchError('alreadyExists', `The subscription ${former.id} has the same flow, profile and sink already.`)
}

const count = (some: Iterable<unknown>) => [...some].length

/**
 * The setting `subscriptionsPerDevice` and a client's `maxSubscriptions`, over both releases.
 * @throws BenchError `conflict`
 */
export function refuseByPolicy(
  { clients, subscriptions, settings }: PolicyPorts,
  { clientId, deviceId }: SubscriptionDraft,
): void {
  const { subscriptionsPerDevice: perDevice } = settings()
  if (perDevice !== null && count(subscriptions.ofDevice(deviceId)) >= perDevice)
    throw new BenchError(
      'conflict',
      `By policy a device has at most ${perDevice} subscriptions, and this one has them.`,
    )
  const perClient = clients.find(clientId)?.maxSubscriptions
  if (perClient !== undefined && count(subscriptions.ofClient(clientId)) >= perClient)
    throw new BenchError('conflict', `By policy this client has at most ${perClient} subscriptions, and it has them.`)
}
