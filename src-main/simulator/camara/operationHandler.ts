// Answers one operation: a request passes the checks in the order of reading C32. It takes the requests of `node:http`, so
// that those for a fixed path need no Express (decisions/answers-before-express.md).
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse as parseQuery } from 'node:querystring'
import type { Caller } from '#shared/domain/caller'
import { authenticate, requireJsonAccepted, requireScope, type AdmissionPorts } from '../admission'
import type { ClientRegistry } from '../clients'
import { exchangeContext } from '../exchangeContext'
import type { FaultsPort } from '../faultsPort'
import type { CamaraOperation, PathParameters } from './operation'
import { peekDevice, type PeekDevicePorts } from './peekDevice'
import { readJson } from './requestBody'
import { sendJson } from './sendJson'

export interface OperationPorts extends AdmissionPorts, PeekDevicePorts {
  clients: Pick<ClientRegistry, 'requireProduct' | 'mayUseDevice'>
  /** Absent: nothing goes wrong on purpose. */
  faults?: FaultsPort
}

/** Rejects with a BenchError, or with what the body parser throws. */
export type OperationHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  parameters: PathParameters,
) => Promise<void>

function queryOf({ url = '' }: IncomingMessage): unknown {
  const start = url.indexOf('?')
  return start < 0 ? {} : parseQuery(url.slice(start + 1))
}

/** @param api first segment of its paths */
export function operationHandler(api: string, operation: CamaraOperation, ports: OperationPorts): OperationHandler {
  const { faults } = ports

  /** Faults act on whom the API knows; a deviation may be in how it refuses the others. */
  async function admit(request: IncomingMessage, response: ServerResponse): Promise<Caller | undefined> {
    try {
      return await authenticate(request, ports)
    } catch (refusal) {
      const call = { api, operation: operation.operationId, isRefused: true } as const
      if (faults?.concerns(api) && !(await faults.meet(call, request, response))) return undefined
      throw refusal
    }
  }

  return async (request, response, parameters) => {
    const caller = await admit(request, response)
    if (caller === undefined) return
    exchangeContext(request).clientId = caller.clientId
    if (faults?.concerns(api)) {
      const findDevice = () => peekDevice(caller, request, response, parameters, ports)
      const call = { api, operation: operation.operationId, clientId: caller.clientId, findDevice }
      if (!(await faults.meet(call, request, response))) return
    }
    ports.clients.requireProduct(caller.clientId, api)
    requireScope(caller, operation.scope)
    requireJsonAccepted(request)
    const body = operation.request ? await readJson(request, response) : undefined
    const parameter = (name: string) => String(parameters[name])
    const reply = await operation.answer({ caller, body, query: queryOf(request), parameter })
    for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value)
    sendJson(response, reply.status, reply.body)
  }
}
