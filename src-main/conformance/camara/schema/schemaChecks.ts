// Compliance with a published schema, one check for each member, so that a report names what is wrong.
import { z } from 'zod'
import { attributeOf, itemsOf, rootOf, type Place } from '../../place'
import { met, violated } from '../../findings'
import type { Finding, Reply } from '../../suite'
import { check, type ScenarioCheck } from '../scenario/action'
import { jsonOf } from '../steps/body'
import type { World } from '../world/world'
import { schemaNamed } from './schemas'

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>
}

/** Judged as a whole: what is below them is told at their place. */
const WHOLE = ['device', 'applicationServer', 'applicationServerPorts', 'protocolSettings']

/** Every dotted path of a schema, parents before their members. */
export function membersOf(schema: z.ZodType): string[] {
  const walk = ({ properties = {} }: JsonSchema, above: string): string[] =>
    Object.entries(properties).flatMap(([name, below]) => {
      const path = above === '' ? name : `${above}.${name}`
      return [path, ...(WHOLE.includes(name) ? [] : walk(below, path))]
    })
  return walk(z.toJSONSchema(schema, { unrepresentable: 'any' }) as JsonSchema, '')
}

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

function problemsOf(schema: z.ZodType, root: Place, member: string, members: ReadonlySet<string>): Problem[] {
  const issues = schema.safeParse(root.value).error?.issues ?? []
  return issues
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
  return [...members].map((member) =>
    check(
      `${prefix}.${member}`,
      (reply, world) => judge(schema, roots(reply, world), member, members),
      `schema ${name}, property ${member}`,
    ),
  )
}

/** That there is a body of JSON, of the kind that the schema describes. */
function wholeCheck(name: string, basePath: string, prefix: string, roots: Shape['roots']): ScenarioCheck {
  const schema = schemaNamed(name, basePath)
  const members = new Set(membersOf(schema))
  return check(
    prefix,
    (reply, world) => {
      if (!reply.isComplete) return [] // which is told already
      if (jsonOf(reply) === undefined) return [{ outcome: 'violated', expected: 'JSON', message: 'it is not JSON' }]
      return judge(schema, roots(reply, world), '', members)
    },
    `schema ${name}`,
  )
}

function complies(shape: Shape, basePath: string): ScenarioCheck[] {
  return [wholeCheck(shape.schema, basePath, shape.prefix, shape.roots), ...checksOf(shape, basePath)]
}

/** The whole body. */
export function bodyComplies(schema: string, basePath: string): ScenarioCheck[] {
  const roots = (reply: Reply) => [jsonOf(reply) ?? rootOf(undefined)]
  return complies({ schema, roots, prefix: 'body' }, basePath)
}

/** Each item of a list. */
export function itemsComply(
  schema: string,
  basePath: string,
  items: (reply: Reply) => readonly Place[],
): ScenarioCheck[] {
  return complies({ schema, roots: items, prefix: 'item' }, basePath)
}
