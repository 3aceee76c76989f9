import type { StepRequest } from '../../suite'
import type { OperationId } from './action'

interface Operation {
  readonly method: StepRequest['method']
  /** Below the base path of the API. */
  readonly path: string
}

const PROFILES = '/application-profiles'
const PROFILE = `${PROFILES}/{applicationProfileId}`
const SUBSCRIPTIONS = '/subscriptions'
const SUBSCRIPTION = `${SUBSCRIPTIONS}/{subscriptionId}`

/** The operations of the three APIs, by operationId; both releases have the same. */
export const OPERATIONS: Readonly<Record<OperationId, Operation>> = {
  createApplicationProfile: { method: 'POST', path: PROFILES },
  readApplicationProfile: { method: 'GET', path: PROFILE },
  updateApplicationProfile: { method: 'PATCH', path: PROFILE },
  deleteApplicationProfile: { method: 'DELETE', path: PROFILE },
  checkNetworkQuality: { method: 'POST', path: '/check-network-quality' },
  createSubscription: { method: 'POST', path: SUBSCRIPTIONS },
  getSubscriptionList: { method: 'GET', path: SUBSCRIPTIONS },
  getSubscription: { method: 'GET', path: SUBSCRIPTION },
  deleteSubscription: { method: 'DELETE', path: SUBSCRIPTION },
}

export function isOperation(name: string): name is OperationId {
  return Object.hasOwn(OPERATIONS, name)
}
