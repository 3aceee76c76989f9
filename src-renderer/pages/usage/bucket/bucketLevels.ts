// What the gauges of a bucket show.
import type { BucketView } from '#shared/control/usageViews'

export interface BucketLevel {
  readonly unit: string
  /** Exact decimals; absent where the bucket only counts. */
  readonly remaining: string | undefined
  readonly used: string | undefined
  /** Used of all there was, 0..1; only where both sides are known. */
  readonly usedRatio: number | undefined
}

type Counter = BucketView['counters'][number]

/** Counts all usage of the bucket, rather than that of a device or what went beyond. */
const isWhole = ({ countertype, device, user }: Counter) =>
  countertype !== 'outOfBucket' && device === undefined && user === undefined

function ratioOf(used: string | undefined, remaining: string | undefined): number | undefined {
  if (used === undefined || remaining === undefined) return undefined
  const whole = Number(used) + Number(remaining)
  return whole > 0 ? Number(used) / whole : undefined
}

/** One level for each balance, and one for each unit that is only counted. */
export function levelsOf({ balances, counters, live }: BucketView): readonly BucketLevel[] {
  const whole = counters.filter(isWhole)
  const levels = balances.map(({ unit, remaining, used }, index) => {
    const isFirst = balances.findIndex((balance) => balance.unit === unit) === index
    const counted = isFirst ? whole.find((counter) => counter.unit === unit)?.value : undefined
    const known = counted ?? (live ? used : undefined)
    return { unit, remaining, used: known, usedRatio: ratioOf(known, remaining) }
  })
  const units = new Set(balances.map(({ unit }) => unit))
  const onlyCounted = whole.filter(({ unit }) => !units.has(unit))
  return [
    ...levels,
    ...onlyCounted.map(({ unit, value }) => ({ unit, remaining: undefined, used: value, usedRatio: undefined })),
  ]
}

/** `used by device child-phone`, in the words of the document and the ledger. */
export function counterText({ countertype, level, device, user }: Counter): string {
  const parts = [
    countertype === 'outOfBucket' ? 'beyond the bucket' : (countertype ?? 'used'),
    level === undefined ? '' : `(${level})`,
    device === undefined ? '' : `by device ${device}`,
    user === undefined ? '' : `by user ${user}`,
  ]
  return parts.filter((part) => part !== '').join(' ')
}
