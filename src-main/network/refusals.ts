// What the network refuses, each with the field it is about.
import type { DegradationRequest } from '#shared/control/networkViews'
import type { LoadedTrace } from '#shared/domain/trace'
import { BenchError } from '#shared/errors/benchError'
import type { DeviceDirectory } from './deviceDirectory'

interface Known {
  readonly directory: Pick<DeviceDirectory, 'has' | 'hasCell'>
  readonly traces: ReadonlyMap<string, LoadedTrace>
}

export function refuseUnknownCell(cell: string, directory: Known['directory'], field: string): void {
  if (directory.hasCell(cell)) return
  throw new BenchError('notFound', `There is no cell "${cell}" in the loaded scenario; see GET cells.`, { field })
}

function refuseUnknownTrace(id: string, traces: Known['traces']): void {
  if (traces.has(id)) return
  const known = traces.size === 0 ? 'it has none' : `it has ${[...traces.keys()].join(', ')}`
  throw new BenchError('notFound', `There is no trace "${id}" in the loaded scenario: ${known}.`, {
    field: 'shape.trace',
  })
}

/** @throws BenchError `notFound` for a cell, device or trace that the scenario on stage does not have. */
export function refuseUnknown({ target, shape }: DegradationRequest, { directory, traces }: Known): void {
  if ('cell' in target) refuseUnknownCell(target.cell, directory, 'target.cell')
  if ('device' in target && !directory.has(target.device)) {
    throw new BenchError('notFound', `There is no device "${target.device}" in the loaded scenario; see GET devices.`, {
      field: 'target.device',
    })
  }
  if (shape?.kind === 'trace') refuseUnknownTrace(shape.trace, traces)
}

/** @throws BenchError `conflict` */
export function refuseNeedlessHandover(deviceId: string, cell: string, cellThen: string): void {
  if (cell !== cellThen) return
  throw new BenchError('conflict', `${deviceId} is attached to the cell "${cell}" by then; give another cell.`, {
    field: 'cell',
  })
}
