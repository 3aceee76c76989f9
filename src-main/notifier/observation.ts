import { assess, type Assessment } from '#shared/domain/assessment'
import type { Condition } from '#shared/domain/condition'
import type { Flow } from '#shared/domain/flow'
import type { StoredSubscription } from '#shared/domain/subscription'
import type { NotifierPorts } from './ports'

export type Answers = StoredSubscription['answers']

/** What the network does for a flow at an instant, held against a profile. */
export interface Observation {
  /** Bench instant. */
  readonly at: number
  readonly condition: Condition
  readonly findings: Assessment
}

export function observe(
  { network, thresholdsOf }: Pick<NotifierPorts, 'network' | 'thresholdsOf'>,
  { flow, profileId }: { flow: Flow; profileId: string },
  at: number,
): Observation {
  const condition = network.conditionAt(flow, at)
  return { at, condition, findings: assess(condition, thresholdsOf(profileId) ?? []) }
}

export function answersOf(findings: Assessment): Answers {
  return Object.fromEntries(findings.map(({ metric, met }) => [metric, met]))
}

/**
 * Whether any answered confidence differs from what was told last (reading C24). A threshold that is new to the
 * profile counts: its answer was never told. One that is gone does not.
 */
export function differs(findings: Assessment, told: Answers): boolean {
  return findings.some(({ metric, met }) => told[metric] !== met)
}
