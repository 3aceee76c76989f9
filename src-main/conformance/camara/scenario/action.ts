// A scenario as data: what it takes for given, what is sent or waited for, and what must hold of what comes.
import type { Finding, Reply } from '../../suite'
import type { World } from '../world/world'

/** The events of connectivity-insights-subscriptions, by the last part of their type. */
export type EventName = 'network-quality' | 'subscription-started' | 'subscription-ended' | 'subscription-updated'

export type OperationId =
  | 'createApplicationProfile'
  | 'readApplicationProfile'
  | 'updateApplicationProfile'
  | 'deleteApplicationProfile'
  | 'checkNetworkQuality'
  | 'createSubscription'
  | 'getSubscriptionList'
  | 'getSubscription'
  | 'deleteSubscription'

/** Brings something about before the next request, or between two of them. */
export interface Given {
  readonly kind: 'given'
  readonly text: string
  /** @throws Unmet when that cannot be done on this target */
  readonly arrange: (world: World) => void | Promise<void>
}

export interface ScenarioCheck {
  readonly kind: 'check'
  readonly id: string
  /** The part of the published files that demands it; absent: the scenario. */
  readonly clause?: string
  /** JSON paths of the members that are right whenever this check passes, so that no schema need judge them as well. */
  readonly settles?: readonly string[]
  /** JSON path of the member of the body about which this check repeats what a schema says. */
  readonly ofSchema?: string
  /** What it judges of the body: all, so that it fails one that is no JSON, or a part, of which it says nothing there. */
  readonly ofBody?: 'whole' | 'part'
  /** Of a reply, or of a notification in its place. */
  readonly judge: (reply: Reply, world: World) => readonly Finding[]
}

export type Action =
  | Given
  | ScenarioCheck
  /** The API that is judged: `/connectivity-insights/v0.6`. */
  | { readonly kind: 'resource'; readonly path: string }
  | { readonly kind: 'send'; readonly operation: OperationId }
  | { readonly kind: 'receive'; readonly event: EventName }
  /** Nobody knows what it means. */
  | { readonly kind: 'unknown'; readonly text: string }

export interface Scenario {
  /** The tag of the published scenario. */
  readonly id: string
  readonly title: string
  readonly actions: readonly Action[]
}

export function given(text: string, arrange: Given['arrange']): Given {
  return { kind: 'given', text, arrange }
}

export function check(id: string, judge: ScenarioCheck['judge'], clause?: string): ScenarioCheck {
  return { kind: 'check', id, judge, ...(clause !== undefined && { clause }) }
}
