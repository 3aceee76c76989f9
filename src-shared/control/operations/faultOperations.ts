// Faults on purpose, and the catalogue of deviations.
import { zFaultRequest } from '../../domain/fault'
import type { Operation } from '../operation'
import { zDeviationView, zFaultView } from '../faultViews'
import { listOf, zNothing } from './listOf'

export const FAULT_OPERATIONS = {
  listFaults: { method: 'GET', path: '/faults', status: 200, response: listOf(zFaultView) },
  addFault: { method: 'POST', path: '/faults', body: zFaultRequest, status: 201, response: zFaultView },
  removeFault: { method: 'DELETE', path: '/faults/{id}', status: 204, response: zNothing },
  listDeviations: { method: 'GET', path: '/deviations', status: 200, response: listOf(zDeviationView) },
} as const satisfies Record<string, Operation>
