// What the network refuses, each with the field it is about.
import type { DegradationRequest } from '#shared/control/networkViews'
import { BenchError } from '#shared/errors/benchError'
import type { DeviceDirectory } from './deviceDirectory'
import type { Traces } from './traces/traces'

interface Known {
  readonly directory: Pick<DeviceDirectory, 'has' | 'hasCell'>
  readonly traces: Pick<Traces, 'get' | 'list'>
}

export function refuseUnknownCell(cell: string, directory: Known['directory'], field: string): void {
  if (directory.hasCell(cell)) return
  throw new BenchError('notFound', `There is no cell "${cell}" in the loaded scenario; see GET cells.`, { field })
}

function refuseUnknownTrace(id: string, traces: Known['traces']): void {
  if (traces.get(id)) return
  const ids = traces.list().map((trace) => trace.id)
  const known = ids.length === 0 ? 'there is none at all' : `there is ${ids.join(', ')}`
  throw new BenchError('notFound', `There is no trace "${id}": ${known}.`, {
    field: 'shape.trace',
  })
}

/** @throws BenchError `notFound` for a cell, device or trace that is not there. */
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
