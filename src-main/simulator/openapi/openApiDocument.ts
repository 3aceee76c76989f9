// OpenAPI 3.1 out of tables of operations and wire schemas: what is described is what is served.
import { z } from 'zod'

export interface DescribedReply {
  readonly description: string
  readonly mediaType?: string
  /** Null: no body. */
  readonly body: z.ZodType | null
}

export interface DescribedOperation {
  readonly operationId: string
  readonly method: string
  /** `{name}` marks a parameter. */
  readonly path: string
  readonly summary: string
  readonly pathParameters: Readonly<Record<string, z.ZodType>>
  readonly query: Readonly<Record<string, z.ZodType>>
  readonly request?: z.ZodType
  readonly replies: ReadonlyMap<number, DescribedReply>
  /** Absent: open to everybody. */
  readonly scope?: string
  /** The event posted to the sink that the request names. */
  readonly event?: z.ZodType
}

export interface DescribedApi {
  /** In the address of the description, `connectivity-insights-v0.6` for example. */
  readonly name: string
  readonly title: string
  readonly version: string
  readonly description: string
  readonly basePath: string
  readonly operations: readonly DescribedOperation[]
}

type Json = Record<string, unknown>

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return json
}

function parameters(where: 'path' | 'query', schemas: Readonly<Record<string, z.ZodType>>): Json[] {
  return Object.entries(schemas).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path',
    schema: schemaOf(schema, 'output'), // a query says numbers in text; what they mean is described
  }))
}

function content(mediaType: string, schema: Json): Json {
  return { content: { [mediaType]: { schema } } }
}

function replyOf({ description, mediaType = 'application/json', body }: DescribedReply): Json {
  return { description, ...(body && content(mediaType, schemaOf(body, 'output'))) }
}

function callbacks(event: z.ZodType): Json {
  const requestBody = { required: true, ...content('application/cloudevents+json', schemaOf(event, 'output')) }
  const post = {
    operationId: 'postNotification',
    summary: 'Tells the sink of an event.',
    requestBody,
    responses: { 204: { description: 'Understood.' } },
  }
  return { notifications: { '{$request.body#/sink}': { post } } }
}

function operationOf(operation: DescribedOperation): Json {
  const { operationId, summary, request, replies, scope, event } = operation
  return {
    operationId,
    summary,
    ...(scope !== undefined && { security: [{ openId: [scope] }] }),
    parameters: [...parameters('path', operation.pathParameters), ...parameters('query', operation.query)],
    ...(request && { requestBody: { required: true, ...content('application/json', schemaOf(request, 'input')) } }),
    responses: Object.fromEntries([...replies].map(([status, reply]) => [status, replyOf(reply)])),
    ...(event && { callbacks: callbacks(event) }),
  }
}

function pathsOf(operations: readonly DescribedOperation[]): Json {
  const paths: Record<string, Json> = {}
  for (const operation of operations)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation) }
  return paths
}

/** @param serverRoot where this bench answers */
export function openApiDocument(
  { title, version, description, basePath, operations }: DescribedApi,
  serverRoot: string,
): Json {
  const openIdConnectUrl = `${serverRoot}/.well-known/openid-configuration`
  const isGuarded = operations.some(({ scope }) => scope !== undefined)
  return {
    openapi: '3.1.0',
    info: { title, version, description },
    servers: [{ url: serverRoot + basePath }],
    paths: pathsOf(operations),
    ...(isGuarded && { components: { securitySchemes: { openId: { type: 'openIdConnect', openIdConnectUrl } } } }),
  }
}
