// The descriptions that a bench serves, as a judge of what it answers.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

interface Description {
  readonly servers: readonly { url: string }[]
  readonly paths: Record<string, Record<string, DescribedOperation>>
}
interface DescribedOperation {
  readonly operationId: string
  readonly requestBody?: { content: Record<string, { schema: object }> }
  readonly responses: Record<string, { content?: Record<string, { schema: object }> }>
  readonly callbacks?: { notifications: Record<string, { post: DescribedOperation }> }
}

/** What is wrong with a reply; undefined when it is as described. */
type Judge = (status: number, body: string) => string | undefined

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats(ajv)
ajv.addFormat('cidrv4', true).addFormat('cidrv6', true) // zod's own, described by a pattern as well

function judgeOf({ operationId, responses }: DescribedOperation): Judge {
  const schemas = new Map<string, ValidateFunction>()
  for (const [status, { content }] of Object.entries(responses)) {
    const schema = content?.['application/json']?.schema
    if (schema) schemas.set(status, ajv.compile(schema))
  }
  return (status, body) => {
    if (!(status in responses)) return `${operationId} answered ${status}, which is not described: ${body}`
    const validate = schemas.get(String(status))
    if (!validate) return body === '' ? undefined : `${operationId} answered ${status} with a body: ${body}`
    if (validate(JSON.parse(body))) return undefined
    return `${operationId} answered ${status} otherwise than described: ${ajv.errorsText(validate.errors)} in ${body}`
  }
}

export async function describedApi(serverRoot: string, name: string) {
  const description = (await (await fetch(`${serverRoot}/openapi/${name}.json`)).json()) as Description
  const operations = Object.values(description.paths).flatMap((path) => Object.values(path))
  const operationOf = (operationId: string) => {
    const found = operations.find((operation) => operation.operationId === operationId)
    if (!found) throw new Error(`${name} does not describe ${operationId}`)
    return found
  }
  return {
    base: description.servers[0]?.url ?? '',
    operationIds: operations.map(({ operationId }) => operationId),
    judge: (operationId: string) => judgeOf(operationOf(operationId)),
    /** What is wrong with an event that createSubscription promises. */
    judgeEvent: (event: unknown): string | undefined => {
      const [callback] = Object.values(operationOf('createSubscription').callbacks?.notifications ?? {})
      const schema = callback?.post.requestBody?.content['application/cloudevents+json']?.schema ?? {}
      const validate = ajv.compile(schema)
      return validate(event) ? undefined : ajv.errorsText(validate.errors)
    },
  }
}
