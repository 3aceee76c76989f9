// The body of a reply, or of a notification, as the checks see it.
import { parsedJson } from '../../json'
import { attributeOf, isStructure, itemsOf, rootOf, type Place } from '../../place'
import type { Finding, Reply } from '../../suite'
import { check, type ScenarioCheck } from '../scenario/action'
import type { World } from '../world/world'

const parsed = new WeakMap<Reply, { readonly root: Place | undefined }>()

function parse({ body, isComplete }: Reply): Place | undefined {
  const value = isComplete ? parsedJson(body) : undefined
  return value === undefined ? undefined : rootOf(value)
}

/** The body as JSON, parsed once for all checks; undefined where it is none, which a check `ofBody: 'whole'` says. */
export function jsonOf(reply: Reply): Place | undefined {
  const known = parsed.get(reply) ?? { root: parse(reply) }
  parsed.set(reply, known)
  return known.root
}

/** What a reply is about; empty where its body is no structure. */
export function structureIn(reply: Reply | undefined): Readonly<Record<string, unknown>> {
  const value = reply && jsonOf(reply)?.value
  return isStructure(value) ? value : {}
}

/** The body of the request that a reply answers; empty where it was no structure, as a tester may have edited it. */
export function sentIn({ request }: Reply): Readonly<Record<string, unknown>> {
  const value = parsedJson(request?.body ?? '')
  return isStructure(value) ? value : {}
}

/** The id of a subscription, by either of its names (reading C3). */
export function subscriptionIdIn(value: unknown): string | undefined {
  const { id, subscriptionId } = isStructure(value) ? value : {}
  const said = id ?? subscriptionId
  return typeof said === 'string' ? said : undefined
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

/** What is wrong with a body that is no JSON; of one that broke off that is told already. */
export function notJson({ isComplete }: Reply): Finding[] {
  return isComplete ? [{ outcome: 'violated', expected: 'JSON', message: 'it is not JSON' }] : []
}

/** For steps of which every other check judges a part of the body. */
export const bodyIsJson: ScenarioCheck = {
  ...check('body', (reply) => (jsonOf(reply) ? [{ outcome: 'met', message: 'it is JSON' }] : notJson(reply))),
  ofBody: 'whole',
}

/** A check of what stands, or should, at a JSON path of the body. */
export function placeCheck(
  id: string,
  path: string,
  judge: (place: Place, reply: Reply, world: World) => readonly Finding[],
  clause?: string,
): ScenarioCheck {
  const judged = check(
    id,
    (reply, world) => {
      const place = placeAt(reply, path)
      return place === undefined ? [] : judge(place, reply, world)
    },
    clause,
  )
  return { ...judged, ofBody: 'part' }
}

/** The items of a list of subscriptions, which r4.1 wraps (reading C6). */
export function listedItems(reply: Reply): Place[] {
  const root = jsonOf(reply)
  if (root === undefined) return []
  return Array.isArray(root.value) ? itemsOf(root) : itemsOf(attributeOf(root, 'subscriptions'))
}
