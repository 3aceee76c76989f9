import type { AssessmentView, CellView, DeviceView } from '#shared/control/views'
import type { Metric } from '#shared/domain/condition'

/** A device with all that its row tells, so that a row changes by its own data only. */
export interface DeviceRow {
  readonly device: DeviceView
  readonly cellName: string
  readonly violatedMetrics: ReadonlySet<Metric>
  /** Profiles with thresholds that it is compared with, and those that it meets. */
  readonly profiles: number
  readonly met: number
}

const inOrder = new Intl.Collator('en', { numeric: true })

/** Sorted by cell, then by name, device 10 after device 9. */
export function deviceRows(
  devices: readonly DeviceView[],
  cells: readonly CellView[],
  assessments: readonly AssessmentView[],
): DeviceRow[] {
  const names = new Map(cells.map(({ id, name }) => [id, name]))
  const byDevice = new Map(devices.map(({ id }) => [id, [] as AssessmentView[]]))
  for (const assessment of assessments) byDevice.get(assessment.deviceId)?.push(assessment)
  const sorted = devices.toSorted((a, b) => inOrder.compare(a.cell, b.cell) || inOrder.compare(a.name, b.name))
  return sorted.map((device) => {
    const own = (byDevice.get(device.id) ?? []).filter(({ findings }) => findings.length > 0)
    const violated = own.flatMap(({ findings }) => findings.filter(({ met }) => !met).map(({ metric }) => metric))
    return {
      device,
      cellName: names.get(device.cell) ?? device.cell,
      violatedMetrics: new Set(violated),
      profiles: own.length,
      met: own.filter(({ met }) => met).length,
    }
  })
}
