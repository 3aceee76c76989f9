// What is in the body of a reply.
import { rootOf, isStructure, itemsOf, type Place } from '../../place'
import type { Reply } from '../../suite'

/** How the resource is asked for: a list of reports, or one by its id. */
export type Resource = 'collection' | 'individual'

export function isSuccess({ status }: Reply): boolean {
  return status >= 200 && status <= 299
}

export function isEmpty(reply: Reply): boolean {
  return reply.isComplete && reply.body.trim() === ''
}

type Json = { readonly root: Place } | { readonly problem: string }

const parsed = new WeakMap<Reply, Json>() // some forty checks look at each reply

function parse({ body }: Reply): Json {
  try {
    return { root: rootOf(JSON.parse(body)) }
  } catch (error) {
    return { problem: (error as SyntaxError).message }
  }
}

/** The body as JSON, or why it is not; undefined when it cannot be expected to be: no success, or bytes are missing. */
export function jsonOf(reply: Reply): Json | undefined {
  if (!isSuccess(reply) || !reply.isComplete) return undefined
  const json = parsed.get(reply) ?? parse(reply)
  parsed.set(reply, json)
  return json
}

/** The reports of a reply; none when its body has not the shape of the resource (check `body.shape`). */
export function reportsIn(reply: Reply, resource: Resource): Place[] {
  const json = jsonOf(reply)
  if (json === undefined || 'problem' in json) return []
  const { root } = json
  if (!Array.isArray(root.value)) return resource === 'individual' && isStructure(root.value) ? [root] : []
  const items = itemsOf(root)
  if (resource === 'individual' && items.length !== 1) return []
  return items.filter(({ value }) => isStructure(value))
}

export function idOf(report: Place): string | undefined {
  const id = isStructure(report.value) ? report.value.id : undefined
  return typeof id === 'string' ? id : undefined
}
