import type { Explanation } from '#shared/control/views'
import { assess } from '#shared/domain/assessment'
import type { Condition } from '#shared/domain/condition'
import { conditionAt } from '#shared/domain/conditionAt'
import { nextFlip } from '#shared/domain/crossing'
import { isActiveAt, levelAt } from '#shared/domain/effect'
import type { Thresholds } from '#shared/domain/thresholds'
import type { DegradationEffect } from './compileEffect'

/** What a flow's condition is made of, whatever the instant. */
export interface FlowParts {
  readonly cell: string
  readonly baseline: Condition
  /** In composition order. */
  readonly effects: readonly DegradationEffect[]
}

/** Every step from the baseline to the findings, at one instant. */
export function explanationOf(
  { cell, baseline, effects }: FlowParts,
  thresholds: Thresholds,
  at: number,
): Omit<Explanation, 'deviceId' | 'profileId'> {
  const condition = conditionAt(baseline, effects, at)
  const acting = effects.filter((effect) => isActiveAt(effect, at))
  return {
    at,
    cell,
    baseline,
    effects: acting.map(({ degradation, knots }) => ({ ...degradation, level: levelAt(knots, at) })),
    condition,
    findings: [...assess(condition, thresholds)],
    until: nextFlip(baseline, effects, thresholds, at),
  }
}
