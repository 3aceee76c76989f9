// Which keys a place in a scenario file may have, and which of them was probably meant. The published JSON Schema says it.
import { z } from 'zod'
import { zScenarioDocument } from '#shared/domain/scenario/scenario'

interface SchemaNode {
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

let root: SchemaNode | undefined

function alternativesOf(node: SchemaNode): SchemaNode[] {
  const target = node.$ref === undefined ? node : root?.$defs?.[node.$ref.split('/').at(-1) ?? '']
  if (!target) return []
  const parts = [...(target.anyOf ?? []), ...(target.oneOf ?? []), ...(target.allOf ?? [])]
  return [target, ...parts.flatMap(alternativesOf)]
}

function childrenOf(node: SchemaNode, key: PropertyKey): SchemaNode[] {
  if (typeof key === 'number') return node.items ? alternativesOf(node.items) : []
  const property = node.properties?.[String(key)]
  const others = typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined
  const child = property ?? others
  return child ? alternativesOf(child) : []
}

/** Keys that the mapping at this place may have, whichever of its forms it takes. */
export function keysAt(path: readonly PropertyKey[]): string[] {
  root ??= scenarioJsonSchema() as SchemaNode
  const nodes = path.reduce((some, key) => some.flatMap((node) => childrenOf(node, key)), alternativesOf(root))
  return [...new Set(nodes.flatMap(({ properties = {} }) => Object.keys(properties)))]
}
