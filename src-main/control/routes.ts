// Mounts the table of operations. A route parses path, query and body, asks its handler and sends what it says.
import express, { type Request, type RequestHandler, Router } from 'express'
import { type ControlHandlers, OPERATIONS, type OperationName } from '#shared/control/contract'
import type { Operation } from '#shared/control/operation'
import { BenchError } from '#shared/errors/benchError'
import { parseOrRefuse } from '#shared/errors/zodIssues'

const BODY_LIMIT = '16mb'

type AnyHandler = (input: object) => unknown

function inputOf({ query, body }: Operation, request: Request): object {
  return {
    ...request.params,
    ...(query && { query: parseOrRefuse(query, request.query) }),
    ...(body && { body: parseOrRefuse(body, request.body ?? {}) }), // none was sent: as if it were empty
  }
}

function answer(operation: Operation, handler: AnyHandler): RequestHandler {
  return async (request, response) => {
    const output = await handler(inputOf(operation, request))
    response.status(operation.status).set('Cache-Control', 'no-store')
    if (operation.status === 204) response.end()
    else response.json(operation.response.encode(output))
  }
}

/** What the paths of the table share: the methods of each, for `Allow`. */
function methodsByPath(operations: readonly Operation[]): Map<string, string[]> {
  const methods = new Map<string, string[]>([['/events', ['GET', 'HEAD']]])
  for (const { method, path } of operations) {
    const own = method === 'GET' ? ['GET', 'HEAD'] : [method]
    methods.set(path, [...(methods.get(path) ?? []), ...own])
  }
  return methods
}

function refuseMethod(allowed: readonly string[]): RequestHandler {
  return (request, response) => {
    response.set('Allow', allowed.join(', '))
    const message = `${request.method} is not for ${request.baseUrl}${request.path}; use ${allowed.join(' or ')}.`
    throw new BenchError('methodNotAllowed', message)
  }
}

const expressPath = (path: string) => path.replace(/{(\w+)}/g, ':$1')

/** Everything below `/control/v1`; the guard stands before it. */
export function controlRoutes(handlers: ControlHandlers, openStream: RequestHandler): Router {
  const router = Router()
  const parseJson = express.json({ limit: BODY_LIMIT })
  router.get('/events', openStream)
  for (const name of Object.keys(OPERATIONS) as OperationName[]) {
    const operation: Operation = OPERATIONS[name]
    const method = operation.method.toLowerCase() as Lowercase<Operation['method']>
    // The table's types tie each handler to its input; a loop over the table cannot say so.
    const handler = answer(operation, handlers[name] as AnyHandler)
    router[method](expressPath(operation.path), ...(operation.body ? [parseJson] : []), handler)
  }
  for (const [path, methods] of methodsByPath(Object.values(OPERATIONS))) {
    router.all(expressPath(path), refuseMethod(methods))
  }
  return router
}
