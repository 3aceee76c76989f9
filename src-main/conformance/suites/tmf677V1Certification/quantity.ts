// A balance or a counter of a reply against the registered one: value, unit and validity period.
import { attributeOf, itemsOf, type Place } from '../../place'
import type { Finding, RequestMoment } from '../../suite'
import { compare, met } from '../../findings'
import { judgeDay, type NamedDay } from './period'
import { note } from '../tmf677V1/readings'
import { judgeWording } from './registeredReportChecks'
import type { RegisteredBucket, RegisteredQuantity } from '../tmf677V1/registeredReports'

export interface QuantityKind {
  readonly attribute: 'bucketBalance' | 'bucketCounter'
  readonly valueAttribute: 'remainingValue' | 'value'
  /** As the registration calls it. */
  readonly clause: string
  readonly starts: readonly NamedDay[]
  readonly ends: readonly NamedDay[]
  of(bucket: RegisteredBucket): RegisteredQuantity
}

export const QUANTITY_KINDS: readonly QuantityKind[] = [
  {
    attribute: 'bucketBalance',
    valueAttribute: 'remainingValue',
    clause: 'balance till the end of the month',
    starts: ['day of the request', 'first day of the month'],
    ends: ['last day of the month'],
    of: (bucket) => bucket.balance,
  },
  {
    attribute: 'bucketCounter',
    valueAttribute: 'value',
    clause: 'usage in measured period',
    starts: ['first day of the month'],
    ends: ['day of the request', 'last day of the month'],
    of: (bucket) => bucket.counter,
  },
]

/** What is judged of a quantity; each aspect is a check of its own. */
export const ASPECTS = ['value', 'unit', 'start', 'end'] as const
export type Aspect = (typeof ASPECTS)[number]

export function pathOf(kind: QuantityKind, aspect: Aspect): string {
  const names = {
    value: kind.valueAttribute,
    unit: 'unit',
    start: 'validFor.startDateTime',
    end: 'validFor.endDateTime',
  }
  return `${kind.attribute}.${names[aspect]}`
}

function judgeValue(place: Place, value: number): Finding[] {
  return typeof place.value === 'number' ? [compare(place, value)] : []
}

function judgePeriodEdge(entry: Place, name: string, days: readonly NamedDay[], moment: RequestMoment): Finding[] {
  const validFor = attributeOf(entry, 'validFor')
  if (validFor.value === undefined) return [met(validFor, days, 'validFor is not there, and optional', [note('U13')])]
  const edge = attributeOf(validFor, name)
  if (edge.value === undefined && name === 'endDateTime') {
    return [met(edge, days, 'endDateTime is not there, and optional', [note('U13')])]
  }
  const judgement = typeof edge.value === 'string' ? judgeDay(edge.value, days, moment) : undefined
  if (judgement === undefined) return [] // the attribute table says what is wrong
  const { outcome, expected, message } = judgement
  return [{ outcome, path: edge.path, expected, actual: edge.value, message, notes: [note('U13')] }]
}

/** @param entry one item of the bucket's balances or counters */
export function judgeAspect(
  aspect: Aspect,
  entry: Place,
  registered: RegisteredQuantity,
  kind: QuantityKind,
  moment: RequestMoment,
): Finding[] {
  switch (aspect) {
    case 'value':
      return judgeValue(attributeOf(entry, kind.valueAttribute), registered.value)
    case 'unit':
      return judgeWording(attributeOf(entry, 'unit'), registered.unit)
    case 'start':
      return judgePeriodEdge(entry, 'startDateTime', kind.starts, moment)
    case 'end':
      return judgePeriodEdge(entry, 'endDateTime', kind.ends, moment)
  }
}

/**
 * The entry that is meant to be the registered one: that with the fewest mismatches, the first of several.
 * Others are extra, which is noted and never a failure (reading U14).
 */
export function closestEntry(
  bucket: Place,
  registered: RegisteredQuantity,
  kind: QuantityKind,
  moment: RequestMoment,
): Place | undefined {
  const mismatches = (entry: Place) =>
    ASPECTS.filter((aspect) => {
      const findings = judgeAspect(aspect, entry, registered, kind, moment)
      return findings.length === 0 || findings.some(({ outcome }) => outcome === 'violated')
    }).length
  const entries = itemsOf(attributeOf(bucket, kind.attribute))
  return entries.reduce<Place | undefined>(
    (best, entry) => (best !== undefined && mismatches(best) <= mismatches(entry) ? best : entry),
    undefined,
  )
}
