import type { HandoverView } from '#shared/control/networkViews'

/** The cell to which each device is handed over next, by its id; handovers that are to come, in any order. */
export function nextCells(handovers: readonly HandoverView[]): Map<string, string> {
  const next = new Map<string, HandoverView>()
  for (const handover of handovers) {
    const known = next.get(handover.deviceId)
    if (!known || handover.at < known.at) next.set(handover.deviceId, handover)
  }
  return new Map(Array.from(next, ([deviceId, { cell }]) => [deviceId, cell]))
}
