import type { RegisteredReport } from '#shared/domain/registeredReport'

/** What one may remember of a report: its own names, those of its buckets and products, and whose it is. */
function namesOf({ id, name, bucket, relatedParty = [] }: RegisteredReport): string[] {
  return [
    ...[id, name],
    ...bucket.flatMap(({ id: bucketId, name: bucketName = '', product }) => [bucketId, bucketName, product.id]),
    ...relatedParty.map((party) => party.id),
  ]
}

/** @param text any part of a name, in capitals or not; empty: all */
export function filterReports(reports: readonly RegisteredReport[], text: string): readonly RegisteredReport[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return reports
  return reports.filter((report) => namesOf(report).some((name) => name.toLowerCase().includes(wanted)))
}
