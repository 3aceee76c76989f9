// Compliance with a published schema, one check for each member, so that a report names what is wrong.
import { type z } from 'zod'
import { attributeOf, itemsOf, rootOf, type Place } from '../../place'
import { met, violated } from '../../findings'
import type { Finding, Reply } from '../../suite'
import { check, type ScenarioCheck } from '../scenario/action'
import { jsonOf, notJson } from '../steps/body'
import type { World } from '../world/world'
import { membersOf } from './members'
import { schemaNamed } from './schemas'

const WHOLE_BODY = 'body'

/** The member that an issue is about: the deepest one there is on its way, the body itself otherwise. */
function memberOf(path: readonly PropertyKey[], members: ReadonlySet<string>): string {
  const names = path.filter((part) => typeof part === 'string')
  for (let depth = names.length; depth > 0; depth -= 1) {
    const member = names.slice(0, depth).join('.')
    if (members.has(member)) return member
  }
  return ''
}

interface Problem {
  readonly place: Place
  readonly message: string
}

function placeOf(root: Place, path: readonly PropertyKey[]): Place {
  return path.reduce<Place>(
    (place, part) => (typeof part === 'number' ? (itemsOf(place)[part] ?? place) : attributeOf(place, String(part))),
    root,
  )
}

type Issues = readonly z.core.$ZodIssue[]
const known = new WeakMap<z.ZodType, WeakMap<object, Issues>>()

/** Worked out once, though each member asks for it. */
function issuesOf(schema: z.ZodType, value: unknown): Issues {
  const find = () => schema.safeParse(value).error?.issues ?? []
  if (typeof value !== 'object' || value === null) return find()
  const ofSchema = known.get(schema) ?? new WeakMap<object, Issues>()
  known.set(schema, ofSchema)
  const issues = ofSchema.get(value) ?? find()
  ofSchema.set(value, issues)
  return issues
}

function problemsOf(schema: z.ZodType, root: Place, member: string, members: ReadonlySet<string>): Problem[] {
  return issuesOf(schema, root.value)
    .filter(({ path }) => memberOf(path, members) === member)
    .map(({ path, message }) => ({ place: placeOf(root, path), message }))
}

function judge(schema: z.ZodType, roots: readonly Place[], member: string, members: ReadonlySet<string>): Finding[] {
  const problems = roots.flatMap((root) => problemsOf(schema, root, member, members))
  if (problems.length > 0) return problems.map(({ place, message }) => violated(place, member || 'an object', message))
  const places = roots.map((root) => placeOf(root, member === '' ? [] : member.split('.')))
  return places
    .filter(({ value }) => value !== undefined)
    .map(({ path }) => met({ path, value: undefined }, 'as the schema says', 'as the schema says'))
}

interface Shape {
  readonly schema: string
  /** What the schema is about: the body, or each item of it. */
  readonly roots: (reply: Reply, world: World) => readonly Place[]
  readonly prefix: string
}

function checksOf({ schema: name, roots, prefix }: Shape, basePath: string): ScenarioCheck[] {
  const schema = schemaNamed(name, basePath)
  const members = new Set(membersOf(schema))
  return [...members].map((member) => ({
    ...check(
      `${prefix}.${member}`,
      (reply, world) => judge(schema, roots(reply, world), member, members),
      `schema ${name}, property ${member}`,
    ),
    ...(prefix === WHOLE_BODY && { ofSchema: `$.${member}` }),
  }))
}

/** That there is a body of JSON, of the kind that the schema describes. */
function wholeCheck(name: string, basePath: string, prefix: string, roots: Shape['roots']): ScenarioCheck {
  const schema = schemaNamed(name, basePath)
  const members = new Set(membersOf(schema))
  const judged = check(
    prefix,
    (reply, world) => (jsonOf(reply) === undefined ? notJson(reply) : judge(schema, roots(reply, world), '', members)),
    `schema ${name}`,
  )
  return { ...judged, ofBody: 'whole' }
}

function complies(shape: Shape, basePath: string): ScenarioCheck[] {
  return [wholeCheck(shape.schema, basePath, shape.prefix, shape.roots), ...checksOf(shape, basePath)]
}

/** The whole body. */
export function bodyComplies(schema: string, basePath: string): ScenarioCheck[] {
  const roots = (reply: Reply) => [jsonOf(reply) ?? rootOf(undefined)]
  return complies({ schema, roots, prefix: WHOLE_BODY }, basePath)
}

/** Each item of a list. */
export function itemsComply(
  schema: string,
  basePath: string,
  items: (reply: Reply) => readonly Place[],
): ScenarioCheck[] {
  return complies({ schema, roots: items, prefix: 'item' }, basePath)
}
