import type { RegisteredBucket, RegisteredReport, ResolvedReport } from '#shared/domain/registeredReport'
import type { Book } from './ledger/book'
import { liveValues } from './ledger/liveValues'
import type { InstantResolver } from './reportInstants'

type Measured = NonNullable<RegisteredBucket['bucketBalance'] | RegisteredBucket['bucketCounter']>[number]
type Resolved<T extends Measured> = Omit<T, 'validFor'> & {
  validFor?: { startDateTime: string; endDateTime?: string }
}

/** The book of a bucket that is live. */
type BookReader = (bucket: RegisteredBucket) => Book | undefined

function resolveValidity<T extends Measured>(measured: T, instantOf: InstantResolver): Resolved<T> {
  const { validFor, ...rest } = measured
  if (!validFor) return rest
  const { startDateTime, endDateTime } = validFor
  const start = { startDateTime: instantOf(startDateTime) }
  return { ...rest, validFor: endDateTime ? { ...start, endDateTime: instantOf(endDateTime) } : start }
}

function resolveBucket(bucket: RegisteredBucket, instantOf: InstantResolver): ResolvedReport['bucket'][number] {
  const { bucketBalance, bucketCounter, ledger: _, ...rest } = bucket
  return {
    ...rest,
    ...(bucketBalance && { bucketBalance: bucketBalance.map((balance) => resolveValidity(balance, instantOf)) }),
    ...(bucketCounter && {
      bucketCounter: bucketCounter.map(({ countedFor: _, ...counter }) => resolveValidity(counter, instantOf)),
    }),
  }
}

/** The report as it reads at one instant; all its dates are resolved from the same `now`. */
export function resolveReport(
  report: RegisteredReport,
  instantOf: InstantResolver,
  bookOf: BookReader = () => undefined,
): ResolvedReport {
  return {
    ...report,
    effectiveDate: instantOf(report.effectiveDate),
    bucket: report.bucket.map((bucket) => {
      const book = bookOf(bucket)
      return resolveBucket(book ? liveValues(bucket, book) : bucket, instantOf)
    }),
  }
}
