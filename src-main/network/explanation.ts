import type { Explanation } from '#shared/control/networkViews'
import { assess, type Finding } from '#shared/domain/assessment'
import { conditionAt } from '#shared/domain/conditionAt'
import { epochAt } from '#shared/domain/course'
import { lastFlip, outlook } from '#shared/domain/crossing'
import { valueAt } from '#shared/domain/curves/curve'
import { isActiveAt } from '#shared/domain/effect'
import type { Thresholds } from '#shared/domain/thresholds'
import type { FlowCourse, FlowEpoch } from './courses'

/** The findings at an instant, each with the instant from which its answer is what it is. */
export function findingsAt(course: FlowCourse, thresholds: Thresholds, at: number): Finding[] {
  return assess(conditionAt(course, at), thresholds).map((finding, index) => {
    const threshold = thresholds[index]
    const since = threshold && lastFlip(course, threshold, at)
    return since === undefined ? finding : { ...finding, since }
  })
}

/** Until when the answers stay what they are, as far as is known. */
export function untilOf(
  course: FlowCourse,
  thresholds: Thresholds,
  at: number,
): Pick<Explanation, 'until' | 'knownUntil'> {
  const { flipsAt, knownUntil } = outlook(course, thresholds, at)
  return { ...(flipsAt !== undefined && { until: flipsAt }), ...(knownUntil !== undefined && { knownUntil }) }
}

/** Every step from the baseline to the findings, at one instant. */
export function explanationOf(
  course: FlowCourse,
  thresholds: Thresholds,
  at: number,
): Omit<Explanation, 'deviceId' | 'profileId' | 'attachedSince'> {
  const { cell, baseline, effects } = epochAt(course, at) as FlowEpoch
  const acting = effects.filter((effect) => isActiveAt(effect, at))
  return {
    at,
    cell,
    baseline,
    effects: acting.map(({ degradation: { id, target, preset }, timed, level, startsAt }) => {
      return { id, target, ...(preset && { preset }), ...timed, level: valueAt(level, at - startsAt) }
    }),
    condition: conditionAt(course, at),
    findings: findingsAt(course, thresholds, at),
    ...untilOf(course, thresholds, at),
  }
}
