// What every CAMARA API does the same way: a request passes the checks in the order of reading C32.
import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import type { Caller } from '#shared/domain/caller'
import type { Ids } from '#shared/domain/clocks'
import { BenchError } from '#shared/errors/benchError'
import type { ClientRegistry } from '../clients'
import { exchangeContext } from '../exchangeContext'
import type { FaultsPort } from '../faultsPort'
import { firstSegment } from '../simulatorServer'
import { authenticate, requireJsonAccepted, requireScope, type AdmissionPorts } from './admission'
import { correlate } from './correlator'
import { camaraErrorRenderer } from './errorRenderer'
import type { CamaraApi, CamaraOperation } from './operation'
import { peekDevice, type PeekDevicePorts } from './peekDevice'
import { readJson } from './requestBody'

export interface CamaraApiPorts extends AdmissionPorts, PeekDevicePorts {
  ids: Ids
  clients: Pick<ClientRegistry, 'requireProduct'>
  /** Told of every failure that is a bug or a full disk, not a refusal. */
  onProblem: (message: string) => void
  /** Absent: nothing goes wrong on purpose. */
  faults?: FaultsPort
}

function handlerOf(api: string, operation: CamaraOperation, ports: CamaraApiPorts): RequestHandler {
  const { faults } = ports

  /** Faults act on whom the API knows; a deviation may be in how it refuses the others. */
  async function admit(request: Request, response: Response): Promise<Caller | undefined> {
    try {
      return await authenticate(request, ports)
    } catch (refusal) {
      const call = { api, operation: operation.operationId, isRefused: true } as const
      if (faults?.concerns(api) && !(await faults.meet(call, request, response))) return undefined
      throw refusal
    }
  }

  return async (request, response) => {
    const caller = await admit(request, response)
    if (caller === undefined) return
    exchangeContext(request).clientId = caller.clientId
    if (faults?.concerns(api)) {
      const findDevice = () => peekDevice(caller, request, response, ports)
      const call = { api, operation: operation.operationId, clientId: caller.clientId, findDevice }
      if (!(await faults.meet(call, request, response))) return
    }
    ports.clients.requireProduct(caller.clientId, api)
    requireScope(caller, operation.scope)
    requireJsonAccepted(request)
    const body = operation.request ? await readJson(request, response) : undefined
    const parameter = (name: string) => String(request.params[name])
    const reply = await operation.answer({ caller, body, query: request.query, parameter })
    response.status(reply.status).set(reply.headers ?? {})
    if (reply.body === undefined) response.end()
    else response.json(reply.body)
  }
}

function refuseMethod(operations: readonly CamaraOperation[]): RequestHandler {
  const methods = operations.map(({ method }) => method.toUpperCase())
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ')
  return (request, response) => {
    response.setHeader('Allow', allow)
    throw new BenchError('methodNotAllowed', `${request.method} is not possible here; use ${allow}.`)
  }
}

function refuseUnknownPath(versions: readonly CamaraApi[]): RequestHandler {
  const paths = versions.flatMap(({ basePath, operations }) => operations.map(({ path }) => basePath + path))
  const known = [...new Set(paths)].join(', ')
  return (request) => {
    throw new BenchError('notFound', `There is no resource ${request.path}. This API has ${known}.`)
  }
}

/**
 * Builds an API that handles full paths, base path included.
 * @param versions of the same API, itself among them, to tell of where a path is unknown
 */
export function createCamaraApi(api: CamaraApi, versions: readonly CamaraApi[], ports: CamaraApiPorts): Express {
  const app = express().disable('x-powered-by').disable('etag')
  const name = firstSegment(api.basePath)
  app.use(correlate(ports.ids))
  for (const path of new Set(api.operations.map((operation) => operation.path))) {
    const operations = api.operations.filter((operation) => operation.path === path)
    const route = app.route(api.basePath + path)
    for (const operation of operations) route[operation.method](handlerOf(name, operation, ports))
    route.all(refuseMethod(operations))
  }
  app.use(refuseUnknownPath(versions))
  app.use(camaraErrorRenderer(api.errors, ports.onProblem))
  return app
}
