// Conditions over time at equal distances, as the window draws them.
import type { ConditionSeries, FleetConditions } from '#shared/control/views'
import { METRICS } from '#shared/domain/condition'
import { conditionAt, metricAt } from '#shared/domain/conditionAt'
import { epochAt, type Course } from '#shared/domain/course'

/** Bench seconds before and after now, and how many samples in all. */
export interface SeriesSpan {
  /** RFC 3339; counted from now if absent. */
  readonly at?: string | undefined
  readonly secondsBack: number
  readonly secondsAhead: number
  readonly points: number
}

export interface Spread {
  readonly from: number
  readonly stepMs: number
  readonly instants: readonly number[]
}

/** More lines than that are a blot. */
const MOST_DEVICES = 200

export function spread({ at, secondsBack, secondsAhead, points }: SeriesSpan, now: number): Spread {
  const from = (at === undefined ? now : Date.parse(at)) - secondsBack * 1000
  const stepMs = ((secondsBack + secondsAhead) * 1000) / (points - 1)
  return { from, stepMs, instants: Array.from({ length: points }, (_, index) => Math.round(from + index * stepMs)) }
}

export function seriesOf(deviceId: string, course: Course, { instants }: Spread): ConditionSeries {
  return { deviceId, samples: instants.map((at) => ({ at, ...conditionAt(course, at) })) }
}

export function fleetOf(
  deviceIds: readonly string[],
  courseOf: (deviceId: string) => Course,
  { from, stepMs, instants }: Spread,
  now: number,
): FleetConditions {
  const devices = deviceIds.slice(0, MOST_DEVICES).map((deviceId) => {
    const course = courseOf(deviceId)
    const columns = METRICS.map((metric) => {
      return [metric, instants.map((at) => metricAt(epochAt(course, at), metric, at))] as const
    })
    return { deviceId, ...Object.fromEntries(columns) } as FleetConditions['devices'][number]
  })
  return { now, from, stepMs, devices }
}
