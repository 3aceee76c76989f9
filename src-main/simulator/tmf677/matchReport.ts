import type { ResolvedReport } from '#shared/domain/registeredReport'
import type { WireBucket, WireBucketCounter } from '#shared/wire/tmf677/usageConsumptionReport'
import type { Criteria, InstantCriterion, Operator, TextCriterion } from './criteria'

/**
 * The report with only those buckets that match (reading U7), or nothing when it does not match.
 * Criteria on buckets hold for the same bucket, those on dates for the same counter of it (reading U17), and by the
 * same logic those on related parties for the same party.
 */
export function matchReport(report: ResolvedReport, criteria: Criteria): ResolvedReport | undefined {
  if (!holdAll(criteria.report, report)) return undefined
  if (criteria.party.length > 0 && !report.relatedParty?.some((party) => holdAll(criteria.party, party)))
    return undefined
  const bucket = report.bucket.filter((one) => holdAll(criteria.bucket, one) && someCounterHolds(criteria.counter, one))
  return bucket.length > 0 ? { ...report, bucket } : undefined
}

function holdAll<Holder>(criteria: readonly TextCriterion<Holder>[], holder: Holder): boolean {
  return criteria.every(({ read, anyOf }) => {
    const text = read(holder)
    return text !== undefined && anyOf.includes(text)
  })
}

function someCounterHolds(criteria: readonly InstantCriterion[], bucket: WireBucket): boolean {
  if (criteria.length === 0) return true
  return (
    bucket.bucketCounter?.some((counter) => criteria.every((criterion) => counterHolds(criterion, counter))) ?? false
  )
}

function counterHolds({ read, operator, anyOf }: InstantCriterion, counter: WireBucketCounter): boolean {
  const text = read(counter)
  if (text === undefined) return false
  const at = Date.parse(text)
  return anyOf.some((limit) => STANDS[operator](at, limit))
}

const STANDS: Record<Operator, (at: number, limit: number) => boolean> = {
  gt: (at, limit) => at > limit,
  gte: (at, limit) => at >= limit,
  lt: (at, limit) => at < limit,
  lte: (at, limit) => at <= limit,
}
