// Steps about what is so before a request, and what happens between two of them.
import { profileInPlace } from '../steps/insights'
import { quotaExceeded, rateLimitExceeded } from '../steps/limits'
import { networkChanges, networkFails, networkMeets } from '../steps/network'
import { createdAsync, createdSync, freshClient, subscribedClient } from '../steps/subscriptions'
import { expiryComes } from '../steps/time'
import { define, type StepDefinition } from './stepDefinition'

const NETWORK = 'the device identified in the request is connected to a network that'

export const SITUATION_STEPS: readonly StepDefinition[] = [
  define('a valid application profile exists with ID in the system', () => [profileInPlace]),
  define(`${NETWORK} meets the application requirements`, () => [networkMeets]),
  define(`${NETWORK} cannot meet the application requirements`, () => [networkFails]),
  define('(that )subscriptions are created synchronously', () => [createdSync]),
  define('(that )subscriptions are created asynchronously', () => [createdAsync]),
  define('a client without subscriptions created', () => [freshClient]),
  define('a client with subscriptions created', () => [subscribedClient]),
  define('the client has exceeded the rate limit', () => [rateLimitExceeded]),
  define('the client has exceeded their quota', () => [quotaExceeded]),
  define('(when )the network quality changes for the subscribed device', () => [networkChanges]),
  define('(when )the subscription expires', () => [expiryComes]),
]
