import type { Explanation } from '#shared/control/views'
import { assess, type Finding } from '#shared/domain/assessment'
import type { Condition } from '#shared/domain/condition'
import { conditionAt } from '#shared/domain/conditionAt'
import { lastFlip, nextFlip } from '#shared/domain/crossing'
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

/** The findings at an instant, each with the instant from which its answer is what it is. */
export function findingsAt({ baseline, effects }: FlowParts, thresholds: Thresholds, at: number): Finding[] {
  return assess(conditionAt(baseline, effects, at), thresholds).map((finding, index) => {
    const threshold = thresholds[index]
    const since = threshold && lastFlip(baseline, effects, threshold, at)
    return since === undefined ? finding : { ...finding, since }
  })
}

/** Every step from the baseline to the findings, at one instant. */
export function explanationOf(
  parts: FlowParts,
  thresholds: Thresholds,
  at: number,
): Omit<Explanation, 'deviceId' | 'profileId'> {
  const { cell, baseline, effects } = parts
  const condition = conditionAt(baseline, effects, at)
  const acting = effects.filter((effect) => isActiveAt(effect, at))
  return {
    at,
    cell,
    baseline,
    effects: acting.map(({ degradation, knots }) => ({ ...degradation, level: levelAt(knots, at) })),
    condition,
    findings: findingsAt(parts, thresholds, at),
    until: nextFlip(baseline, effects, thresholds, at),
  }
}
