import type { ResolvedReport } from '#shared/domain/registeredReport'
import type { WireUsageConsumptionReport } from '#shared/wire/tmf677/usageConsumptionReport'

/** Path of the collection below `serverRoot`; a report is at `/{id}` below it. */
export const REPORTS_PATH = '/usageManagement/v1/usageConsumptionReport'

/** A report as it is served: with the address at which it is found again (reading U2). */
export function servedReport({ id, ...rest }: ResolvedReport, serverRoot: string): WireUsageConsumptionReport {
  return { id, href: `${serverRoot}${REPORTS_PATH}/${encodeURIComponent(id)}`, ...rest }
}
