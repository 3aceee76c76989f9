import { METRICS } from '#shared/domain/condition'
import type { StoredProfile } from '#shared/domain/applicationProfile'
import { thresholdsOf } from '#shared/domain/thresholds'
import { METRIC_NAMES, quantityOf } from './quantity'

/** What a profile asks, in one line: `Delay ≤ 300 ms · Down ≥ 100 kbit/s`. */
export function profileSummary(profile: StoredProfile): string {
  const thresholds = thresholdsOf(profile.networkQualityThresholds)
  if (thresholds.length === 0) return 'No threshold that can be assessed'
  const parts = thresholds
    .toSorted((a, b) => METRICS.indexOf(a.metric) - METRICS.indexOf(b.metric))
    .map(({ metric, kind, bound }) => {
      const { number, unit } = quantityOf(metric, bound)
      return `${METRIC_NAMES[metric]} ${kind === 'atMost' ? '≤' : '≥'} ${number} ${unit}`
    })
  return parts.join(' · ')
}

/** Both ends of a UUID: enough to tell the few on screen apart. */
export function shortId(id: string): string {
  return `${id.slice(0, 8)}…${id.slice(-4)}`
}

/** Profiles made through the API have no name. */
export function profileName({ id, name }: Pick<StoredProfile, 'id' | 'name'>): string {
  return name ?? shortId(id)
}
