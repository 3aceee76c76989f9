// Which keys a place in a scenario file may have, and which of them was probably meant. The published JSON Schema says it.
import { z } from 'zod'
import { zScenarioDocument } from '#shared/domain/scenario/scenario'

export interface SchemaNode {
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly items?: SchemaNode
  readonly additionalProperties?: SchemaNode | boolean
  readonly anyOf?: readonly SchemaNode[]
  readonly oneOf?: readonly SchemaNode[]
  readonly allOf?: readonly SchemaNode[]
  readonly $defs?: Readonly<Record<string, SchemaNode>>
}

/** The file format as JSON Schema 2020-12, for editors; what no schema can say is told by `scenario validate`. */
export function scenarioJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(zScenarioDocument, { io: 'input' })
  const include = { type: 'array', items: { type: 'string' }, description: 'Files of the same folder or below it.' }
  return { ...schema, title: 'Callbox scenario', properties: { ...schema.properties, include } }
}

function alternativesOf(node: SchemaNode, root: SchemaNode): SchemaNode[] {
  const target = node.$ref === undefined ? node : root.$defs?.[node.$ref.split('/').at(-1) ?? '']
  if (!target) return []
  const parts = [...(target.anyOf ?? []), ...(target.oneOf ?? []), ...(target.allOf ?? [])]
  return [target, ...parts.flatMap((part) => alternativesOf(part, root))]
}

function childrenOf(node: SchemaNode, key: PropertyKey, root: SchemaNode): SchemaNode[] {
  if (typeof key === 'number') return node.items ? alternativesOf(node.items, root) : []
  const property = node.properties?.[String(key)]
  const others = typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined
  const child = property ?? others
  return child ? alternativesOf(child, root) : []
}

/** Keys that the mapping at this place of a document may have, whichever of its forms it takes. */
export function keysOfSchema(root: SchemaNode, path: readonly PropertyKey[]): string[] {
  const nodes = path.reduce(
    (some, key) => some.flatMap((node) => childrenOf(node, key, root)),
    alternativesOf(root, root),
  )
  return [...new Set(nodes.flatMap(({ properties = {} }) => Object.keys(properties)))]
}

let scenarioSchema: SchemaNode | undefined

export function keysAt(path: readonly PropertyKey[]): string[] {
  scenarioSchema ??= scenarioJsonSchema() as SchemaNode
  return keysOfSchema(scenarioSchema, path)
}
