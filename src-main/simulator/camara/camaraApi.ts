// An API of a table of operations: which of them a request is for, and who words the refusals.
import type { IncomingMessage, RequestListener } from 'node:http'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { Ids } from '#shared/domain/clocks'
import { BenchError } from '#shared/errors/benchError'
import { firstSegment } from '../simulatorServer'
import { correlate } from './correlator'
import { refusalRenderer } from './errorRenderer'
import type { CamaraApi, CamaraOperation, PathParameters } from './operation'
import { operationHandler, type OperationHandler, type OperationPorts } from './operationHandler'

export interface CamaraApiPorts extends OperationPorts {
  ids: Ids
  /** Told of every failure that is a bug or a full disk, not a refusal. */
  onProblem: (message: string) => void
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

interface Served {
  readonly operation: CamaraOperation
  readonly handle: OperationHandler
}

/** Serves every operation, and refuses what is none. */
function router(basePath: string, served: readonly Served[], versions: readonly CamaraApi[]): Express {
  const app = express().disable('x-powered-by')
  for (const path of new Set(served.map(({ operation }) => operation.path))) {
    const here = served.filter(({ operation }) => operation.path === path)
    const route = app.route(basePath + path)
    for (const { operation, handle } of here)
      route[operation.method]((request, response) => handle(request, response, request.params as PathParameters))
    route.all(refuseMethod(here.map(({ operation }) => operation)))
  }
  return app.use(refuseUnknownPath(versions))
}

/** The operations without parameters in their paths, by method and path. */
function withFixedPath(basePath: string, served: readonly Served[]): ReadonlyMap<string, OperationHandler> {
  const fixed = served.filter(({ operation }) => !operation.path.includes(':'))
  return new Map(
    fixed.map(({ operation, handle }) => [`${operation.method.toUpperCase()} ${basePath}${operation.path}`, handle]),
  )
}

function methodAndPath({ method, url = '' }: IncomingMessage): string {
  const end = url.indexOf('?')
  return `${method} ${end < 0 ? url : url.slice(0, end)}`
}

/**
 * Builds an API that handles full paths, base path included. A request for exactly a fixed path is answered without
 * Express, whose own handling costs more than the answer (decisions/answers-before-express.md); all others are routed.
 * @param versions of the same API, itself among them, to tell of where a path is unknown
 */
export function createCamaraApi(
  api: CamaraApi,
  versions: readonly CamaraApi[],
  ports: CamaraApiPorts,
): RequestListener {
  const name = firstSegment(api.basePath)
  const served = api.operations.map((operation) => ({ operation, handle: operationHandler(name, operation, ports) }))
  const fixed = withFixedPath(api.basePath, served)
  const render = refusalRenderer(api.errors, ports.onProblem)
  const refuse: ErrorRequestHandler = (thrown, request, response, _next) => render(thrown, request, response)
  const app = router(api.basePath, served, versions).use(refuse)
  return (request, response) => {
    try {
      correlate(request, response, ports.ids)
    } catch (refusal) {
      render(refusal, request, response)
      return
    }
    const handle = fixed.get(methodAndPath(request))
    if (!handle) app(request, response)
    else handle(request, response, {}).catch((thrown: unknown) => render(thrown, request, response))
  }
}
