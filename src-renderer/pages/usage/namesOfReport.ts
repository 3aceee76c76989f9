import type { RegisteredReport } from '#shared/domain/registeredReport'

/** What one may remember of a report: its own names, those of its buckets and products, and whose it is. */
export function namesOfReport({ id, name, bucket, relatedParty = [] }: RegisteredReport): string[] {
  return [
    ...[id, name],
    ...bucket.flatMap(({ id: bucketId, name: bucketName = '', product }) => [bucketId, bucketName, product.id]),
    ...relatedParty.map((party) => party.id),
  ]
}
