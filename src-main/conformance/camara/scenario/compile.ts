// From scenarios to the cases of a suite, with a plan for each of their steps.
import type { Check, Finding, TestCase, TestStep } from '../../suite'
import { bodyIsJson } from '../steps/body'
import type { World } from '../world/world'
import type { Action, EventName, Given, OperationId, Scenario, ScenarioCheck } from './action'
import { OPERATIONS } from './operations'

/** What is done for a step before its checks judge. */
export interface StepPlan {
  readonly basePath: string
  readonly givens: readonly Given[]
  readonly act:
    | { readonly kind: 'send'; readonly operation: OperationId }
    | { readonly kind: 'receive'; readonly event: EventName }
    /** Steps that nobody knows, so nothing is sent. */
    | { readonly kind: 'unknown'; readonly texts: readonly string[] }
}

export type StepPlans = ReadonlyMap<TestStep, StepPlan>

interface Part {
  readonly givens: readonly Given[]
  readonly act: StepPlan['act']
  readonly checks: ScenarioCheck[]
}

/** The scenario cut where something is sent or waited for. Checks before that judge nothing. */
function partsOf(actions: readonly Action[]): Part[] {
  const unknown = actions.flatMap((action) => (action.kind === 'unknown' ? [action.text] : []))
  if (unknown.length > 0) return [{ givens: [], act: { kind: 'unknown', texts: unknown }, checks: [] }]
  const parts: Part[] = []
  let givens: Given[] = []
  for (const action of actions) {
    if (action.kind === 'given') givens.push(action)
    else if (action.kind === 'check') parts.at(-1)?.checks.push(action)
    else if (action.kind === 'send' || action.kind === 'receive') {
      parts.push({ givens, act: action, checks: [] })
      givens = []
    }
  }
  return parts
}

/** Two checks that fail for the same replies would be one. */
function withoutSettled(checks: readonly ScenarioCheck[]): ScenarioCheck[] {
  const settled = new Set(checks.flatMap(({ settles = [] }) => settles))
  return checks.filter(({ ofSchema }) => ofSchema === undefined || !settled.has(ofSchema))
}

/** Where every check passes over a body that is no JSON, one more says so. */
function withJson(checks: readonly ScenarioCheck[]): readonly ScenarioCheck[] {
  const first = checks.findIndex(({ ofBody }) => ofBody === 'part')
  const isTold = checks.some(({ ofBody }) => ofBody === 'whole')
  return first < 0 || isTold ? checks : checks.toSpliced(first, 0, bodyIsJson)
}

/** `status`, `status#2`: an id stands once in a step. */
function unique<T extends { readonly id: string }>(items: readonly T[]): T[] {
  const seen = new Map<string, number>()
  return items.map((item) => {
    const times = (seen.get(item.id) ?? 0) + 1
    seen.set(item.id, times)
    return times === 1 ? item : { ...item, id: `${item.id}#${times}` }
  })
}

function checkOf({ id, clause, judge }: ScenarioCheck, caseId: string): Check {
  return {
    id,
    clause: clause ?? `Scenario ${caseId}`,
    judge: (reply, { staged }): readonly Finding[] => judge(reply, staged as World), // the stage of these suites makes it
  }
}

const EVENT_TITLES: Readonly<Record<EventName, string>> = {
  'network-quality': 'Notification that the network quality changed',
  'subscription-started': 'Notification that the subscription started',
  'subscription-ended': 'Notification that the subscription ended',
  'subscription-updated': 'Notification that the subscription was updated',
}

function stepId({ act }: Part): string {
  if (act.kind === 'send') return act.operation
  return act.kind === 'receive' ? act.event : 'unknown-step'
}

function titleOf({ act }: Part, scenario: Scenario): string {
  if (act.kind === 'receive') return EVENT_TITLES[act.event]
  return act.kind === 'send' ? act.operation : scenario.title
}

/** As it is shown before its turn: what is made only then stands in braces. */
function outlineOf({ act }: Part, path: (below: string) => string): TestStep['request'] {
  const { method, path: below } = act.kind === 'send' ? OPERATIONS[act.operation] : { method: 'GET' as const, path: '' }
  return { method, path: path(below) }
}

export interface CompiledScenarios {
  readonly cases: readonly TestCase[]
  readonly plans: StepPlans
}

/** @param apiPath what the suite puts in front of every path */
export function compile(scenarios: readonly Scenario[], apiPath: string): CompiledScenarios {
  const plans = new Map<TestStep, StepPlan>()
  const cases = scenarios.map((scenario): TestCase => {
    const { id, title, actions } = scenario
    const resource = actions.findLast(({ kind }) => kind === 'resource')
    const basePath = resource?.kind === 'resource' ? resource.path : apiPath
    const parts = partsOf(actions)
    const ids = unique(parts.map((part) => ({ id: stepId(part) }))).map((one) => one.id)
    const steps = parts.map((part, index): TestStep => {
      const step: TestStep = {
        id: ids[index] ?? '',
        title: titleOf(part, scenario),
        request: outlineOf(part, (below) => `${basePath}${below}`.slice(apiPath.length)),
        ...(part.act.kind === 'receive' && { receives: true }),
        checks: unique(withoutSettled(withJson(part.checks))).map((one) => checkOf(one, id)),
      }
      plans.set(step, { basePath, givens: part.givens, act: part.act })
      return step
    })
    return { id, title, steps }
  })
  return { cases, plans }
}
