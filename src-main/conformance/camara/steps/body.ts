// The body of a reply, or of a notification, as the checks see it.
import { attributeOf, itemsOf, rootOf, type Place } from '../../place'
import type { Reply } from '../../suite'

/** The body as JSON; undefined where it is none, which the check `body` says. */
export function jsonOf({ body, isComplete }: Reply): Place | undefined {
  if (!isComplete) return undefined
  try {
    return rootOf(JSON.parse(body))
  } catch {
    return undefined
  }
}

/** The names of a JSON path such as `$.config.subscriptionDetail.device`. */
export function namesOf(path: string): string[] {
  return path
    .replace(/^\$\.?/, '')
    .split('.')
    .filter((name) => name !== '')
}

/** What stands at a JSON path of the body; undefined where the body is no JSON. */
export function placeAt(reply: Reply, path: string): Place | undefined {
  const root = jsonOf(reply)
  return root && namesOf(path).reduce(attributeOf, root)
}

/** The items of a list of subscriptions, which r4.1 wraps (reading C6). */
export function listedItems(reply: Reply): Place[] {
  const root = jsonOf(reply)
  if (root === undefined) return []
  return Array.isArray(root.value) ? itemsOf(root) : itemsOf(attributeOf(root, 'subscriptions'))
}
