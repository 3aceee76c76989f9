// Steps about what comes back, or arrives at the sink.
import type { EventName, ScenarioCheck } from '../scenario/action'
import { bodyComplies, itemsComply } from '../schema/schemaChecks'
import { findSchema } from '../schema/schemas'
import { listedItems } from '../steps/body'
import { someAnswerIs, tellsKpis } from '../steps/insights'
import { receive, sinkTokenSent } from '../steps/notifications'
import { memberIsUuid } from '../steps/profileReplies'
import { headerEchoed, headerIs, memberIs, memberIsOneOf, memberIsReadable, statusIs } from '../steps/replies'
import { hasSubscriptionIdIn, isEmptyList, isList } from '../steps/subscriptionReplies'
import { define, defineWithin, type StepDefinition } from './stepDefinition'

type Complies = (schema: string, basePath: string) => readonly ScenarioCheck[]

/** Of schemas that are not known here the step stays unknown. */
const schemaStep = (expression: string, complies: Complies): StepDefinition =>
  defineWithin(expression, ({ basePath }, pointer) => {
    const schema = pointer.split('/').at(-1) ?? ''
    return findSchema(schema, basePath) && complies(schema, basePath)
  })

const EVENTS: readonly string[] = [
  'network-quality',
  'subscription-started',
  'subscription-ended',
  'subscription-updated',
]

function received(name: string) {
  return EVENTS.includes(name) ? [receive(name as EventName)] : undefined
}

export const REPLY_STEPS: readonly StepDefinition[] = [
  { expression: 'the response code is {int}', actions: ([status]) => [statusIs(Number(status))] },
  define('the response header {string} is {string}', (name, value) => [headerIs(name, value)]),
  define('the response header {string} has same value as the request header {string}', (name, sent) => [
    headerEchoed(name, sent),
  ]),
  schemaStep('the response body complies with the OAS schema at {string}', bodyComplies),
  schemaStep('notification body complies with the OAS schema at {string}', bodyComplies),
  schemaStep(
    'the response body has an array of items and each item complies with the OAS schema at {string}',
    (schema, basePath) => [isList, ...itemsComply(schema, basePath, listedItems)],
  ),
  define('the response body is an empty array', () => [isEmptyList]),
  define('the response property {string} is {value}', (path, value) => [memberIs(path, value)]),
  {
    expression: 'the response property {string} is one of {list}',
    actions: ([path, values]) => [memberIsOneOf(path as string, values as string[])],
  },
  define('the response property {string} contains a user friendly text', (path) => [memberIsReadable(path)]),
  define('at least one of the response properties contains {string}', (value) => [someAnswerIs(value)]),
  define('the response contains additionalKPIs information', () => [tellsKpis]),
  define('the response contains a valid UUID as {string}', (name) => [memberIsUuid(name)]),
  defineWithin('the response contains a valid {string}', ({ basePath }, name) =>
    name === 'subscriptionId' ? [hasSubscriptionIdIn(basePath)] : undefined,
  ),
  define('event notification {string} is received on callback-url', received),
  define('event notification {string} is immediately received on callback-url', received),
  define('sink credentials are received as expected', () => [sinkTokenSent]),
  define('type={string}', (type) => [memberIs('$.type', type)]),
]
