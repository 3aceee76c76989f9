// The CAMARA APIs as they are described: from the same tables that serve them.
import { z } from 'zod'
import { zErrorInfo } from '#shared/wire/camara/common'
import { refusalsOf, type CamaraApi, type CamaraOperation } from '../camara/operation'
import type { DescribedApi, DescribedOperation } from './openApiDocument'

const SUCCESS: Readonly<Record<string, string>> = {
  200: 'Done.',
  201: 'Made, and on disk.',
  202: 'Accepted; it is at work a moment later.',
  204: 'Gone.',
}

type Replies = DescribedOperation['replies']

function refusalsByStatus(operation: CamaraOperation, { errors }: CamaraApi): Map<number, string[]> {
  const byStatus = new Map<number, string[]>()
  for (const refusal of refusalsOf(operation)) {
    const { status, code } = errors[refusal]
    byStatus.set(status, [...new Set([...(byStatus.get(status) ?? []), code])])
  }
  return new Map([...byStatus].sort(([a], [b]) => a - b))
}

function repliesOf(operation: CamaraOperation, api: CamaraApi): Replies {
  const successes = Object.entries(operation.replies).map(
    ([status, body]) => [Number(status), { description: SUCCESS[status] ?? '', body }] as const,
  )
  const refusals = [...refusalsByStatus(operation, api)].map(([status, codes]) => {
    const body = zErrorInfo.extend({ status: z.literal(status), code: z.enum(codes) })
    return [status, { description: `Refused: ${codes.join(', ')}.`, body }] as const
  })
  return new Map([...successes, ...refusals])
}

function describe(operation: CamaraOperation, api: CamaraApi): DescribedOperation {
  const names = [...operation.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  const { operationId, method, summary, request, scope, event, query } = operation
  return {
    operationId,
    method,
    path: operation.path.replaceAll(/:(\w+)/g, '{$1}'),
    summary,
    scope,
    pathParameters: Object.fromEntries(names.map((name) => [name, z.guid()])),
    query: query?.shape ?? {},
    ...(request && { request }),
    ...(event && { event }),
    replies: repliesOf(operation, api),
  }
}

export function camaraDescription(api: CamaraApi): DescribedApi {
  const { title, version, basePath, operations } = api
  return {
    name: basePath.slice(1).replace('/', '-'),
    title,
    version,
    description:
      'As Callbox simulates it: described in our own words from the program itself, typing errors of the published files kept. A method that a path does not have is answered with 405.',
    basePath,
    operations: operations.map((operation) => describe(operation, api)),
  }
}
