// The JSON Schema of the scenario file, as forms walk through it: what a place may hold, and what to begin it with.

export interface SchemaNode {
  readonly $ref?: string
  readonly title?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly required?: readonly string[]
  readonly items?: SchemaNode
  readonly additionalProperties?: SchemaNode | boolean
  readonly anyOf?: readonly SchemaNode[]
  readonly oneOf?: readonly SchemaNode[]
  readonly $defs?: Readonly<Record<string, SchemaNode>>
}

export type FieldKind = 'choice' | 'object' | 'list' | 'enum' | 'boolean' | 'number' | 'text' | 'other'

/** The node that a reference stands for, with the description beside the reference. */
export function resolved(node: SchemaNode, root: SchemaNode): SchemaNode {
  if (node.$ref === undefined) return node
  const target = root.$defs?.[node.$ref.split('/').at(-1) ?? '']
  return target
    ? { ...resolved(target, root), ...(node.description !== undefined && { description: node.description }) }
    : {}
}

export function alternativesOf(node: SchemaNode, root: SchemaNode): readonly SchemaNode[] {
  return (node.anyOf ?? node.oneOf ?? []).map((one) => resolved(one, root))
}

export function kindOf(node: SchemaNode, root: SchemaNode): FieldKind {
  if (alternativesOf(node, root).length > 0) return 'choice'
  if (node.properties !== undefined) return 'object'
  if (node.enum !== undefined) return 'enum'
  if (node.type === 'array') return 'list'
  if (node.type === 'boolean') return 'boolean'
  if (node.type === 'number' || node.type === 'integer') return 'number'
  return node.type === 'string' ? 'text' : 'other'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value has the outer form of a node; what is inside may still be wrong. */
function resembles(value: unknown, node: SchemaNode, root: SchemaNode): boolean {
  if ('const' in node) return value === node.const
  const alternatives = alternativesOf(node, root)
  if (alternatives.length > 0) return alternatives.some((one) => resembles(value, one, root))
  if (node.enum !== undefined) return node.enum.includes(value)
  if (node.properties !== undefined) {
    if (!isRecord(value)) return false
    const { properties, required = [] } = node
    const known = Object.keys(value).every((key) => key in properties)
    return known && required.every((key) => key in value && resemblesFixed(value[key], properties[key], root))
  }
  if (node.type === 'array') return Array.isArray(value)
  if (node.type === 'integer' || node.type === 'number') return typeof value === 'number'
  return typeof value === node.type
}

/** `kind: ramp` tells the forms of a shape apart; any other member does not. */
export function resemblesFixed(value: unknown, node: SchemaNode | undefined, root: SchemaNode): boolean {
  const target = node && resolved(node, root)
  return target === undefined || !('const' in target) || value === target.const
}

/** Which alternative a value is; the first that could become it otherwise. */
export function alternativeFor(value: unknown, alternatives: readonly SchemaNode[], root: SchemaNode): number {
  const exact = alternatives.findIndex((one) => resembles(value, one, root))
  if (exact >= 0) return exact
  const loose = alternatives.findIndex(({ properties }) => {
    return properties !== undefined && isRecord(value) && Object.keys(value).some((key) => key in properties)
  })
  return Math.max(0, loose)
}

/** What an alternative is called in a list to choose from. */
export function alternativeLabel(node: SchemaNode, root: SchemaNode): string {
  if (node.title !== undefined) return node.title
  if ('const' in node) return String(node.const)
  const fixed = Object.values(node.properties ?? {}).find((one) => 'const' in resolved(one, root))
  if (fixed && typeof resolved(fixed, root).const === 'string') return String(resolved(fixed, root).const)
  const required = node.required ?? Object.keys(node.properties ?? {})
  if (required.length > 0) return required.join(' + ')
  return { array: 'list', integer: 'number' }[String(node.type)] ?? String(node.type ?? 'other')
}

/** What a place is begun with when somebody adds it: what it must have, and no more. */
export function beginning(node: SchemaNode, root: SchemaNode, depth = 0): unknown {
  const target = resolved(node, root)
  if ('const' in target) return target.const
  if (target.default !== undefined && !isRecord(target.default)) return target.default
  if (target.enum !== undefined) return target.enum[0]
  const [first] = alternativesOf(target, root)
  if (first && depth < 6) return beginning(first, root, depth + 1)
  if (target.properties !== undefined) {
    const { properties, required = [] } = target
    const entries = required.map((key) => [key, beginning(properties[key] ?? {}, root, depth + 1)] as const)
    return Object.fromEntries(entries)
  }
  return { array: [], boolean: true, number: 0, integer: 0 }[String(target.type)] ?? ''
}

/** `upRateKbps` → `Up rate (kbit/s)`, `initialEvent` → `Initial event`. */
export function labelOf(key: string): string {
  const units: Record<string, string> = { Ms: 'ms', Kbps: 'kbit/s', Seconds: 's' }
  const [, stem = key, unit] = /^(.*?)(Ms|Kbps|Seconds)?$/.exec(key) ?? []
  const words = stem.replace(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  const text = words.charAt(0).toUpperCase() + words.slice(1)
  return unit === undefined ? text : `${text} (${units[unit]})`
}
