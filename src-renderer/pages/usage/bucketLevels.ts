// What the gauges of a bucket show.
import type { RegisteredReport } from '#shared/domain/registeredReport'

export type RegisteredBucket = RegisteredReport['bucket'][number]

export interface BucketLevel {
  readonly unit: string
  readonly remaining: number | undefined
  readonly used: number | undefined
  /** Used of all there was, 0..1; only where both sides are known. */
  readonly usedRatio: number | undefined
}

const sumOf = (values: readonly number[]) =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0)

/** One level for each unit that the bucket counts in: its balances are what remains, its counters what was used. */
export function levelsOf(bucket: RegisteredBucket): readonly BucketLevel[] {
  const balances = bucket.bucketBalance ?? []
  const counters = bucket.bucketCounter ?? []
  const units = new Set([...balances, ...counters].map(({ unit }) => unit))
  return [...units].map((unit) => {
    const remaining = sumOf(balances.filter((one) => one.unit === unit).map((one) => one.remainingValue))
    const used = sumOf(counters.filter((one) => one.unit === unit).map((one) => one.value))
    const whole = (remaining ?? 0) + (used ?? 0)
    const known = remaining !== undefined && used !== undefined && whole > 0
    return { unit, remaining, used, usedRatio: known ? used / whole : undefined }
  })
}
