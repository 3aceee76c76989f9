// What may be written where the cursor stands, by the scenario's JSON Schema: members of a mapping, and values of a member.
// The library that shows the schema's descriptions completes only where something was typed, and not within alternatives.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { isMap, isPair, isScalar, isSeq, parseDocument, visit, type Document, type Node, type Pair } from 'yaml'
import { alternativesOf, kindOf, resemblesFixed, resolved, type SchemaNode } from '../form/schemaNode'

/** Stands in the text for what is to be written. */
const HERE = 'completed-here'
const WORD = /[\w.-]*$/
const BEFORE_KEY = /^\s*(?:- +)*$/
const BEFORE_VALUE = /^\s*(?:- +)*[\w.-]+: +$/

interface Place {
  readonly kind: 'key' | 'value'
  /** From the root to the mapping that the key is of, or to the value. */
  readonly path: readonly (string | number)[]
  /** What is there already beside it. */
  readonly siblings: Readonly<Record<string, unknown>>
}

type Ancestor = Document | Node | Pair

function pathOf(ancestors: readonly Ancestor[], node: Ancestor): (string | number)[] {
  const chain = [...ancestors, node]
  return chain.flatMap((one, index): (string | number)[] => {
    const next = chain[index + 1]
    if (isSeq(one)) return [one.items.indexOf(next)]
    return isPair(one) && isScalar(one.key) && next !== one.key ? [String(one.key.value)] : []
  })
}

/** The members of a mapping but the one that is being written. */
function siblingsIn(node: unknown): Place['siblings'] {
  if (!isMap(node)) return {}
  const members = node.items.flatMap(({ key, value }) => {
    const isOther = isScalar(key) && key.value !== HERE
    return isOther ? [[String(key.value), isScalar(value) ? value.value : undefined] as const] : []
  })
  return Object.fromEntries(members)
}

/** @param from where the word begins that is being written */
function placeAt(text: string, from: number, to: number, kind: Place['kind']): Place | undefined {
  const rest = text.slice(to).replace(/^[\w.-]*/, '')
  const isKeyAlready = kind === 'key' && rest.startsWith(':')
  const document = parseDocument(text.slice(0, from) + HERE + (kind === 'key' && !isKeyAlready ? ':' : '') + rest)
  let place: Place | undefined
  visit(document, {
    Scalar(_, node, ancestors) {
      if (node.value !== HERE) return undefined
      const path = pathOf(ancestors, node)
      const siblings = siblingsIn(ancestors.findLast(isMap))
      place = { kind, path: kind === 'key' ? path.filter((step) => step !== HERE) : path, siblings }
      return visit.BREAK
    },
  })
  return place
}

/** A node, or in place of alternatives all of them, however deep. */
function spread(node: SchemaNode, root: SchemaNode): SchemaNode[] {
  const target = resolved(node, root)
  const alternatives = alternativesOf(target, root)
  return alternatives.length === 0 ? [target] : alternatives.flatMap((one) => spread(one, root))
}

function below(node: SchemaNode, step: string | number): SchemaNode | undefined {
  if (typeof step === 'number') return node.items
  const { properties = {}, additionalProperties } = node
  return properties[step] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined)
}

function nodesAt(path: Place['path'], root: SchemaNode): SchemaNode[] {
  return path.reduce(
    (nodes, step) => nodes.flatMap((node) => below(node, step) ?? []).flatMap((node) => spread(node, root)),
    spread(root, root),
  )
}

/** Of alternatives those that what is there already may become. */
function fitting(nodes: readonly SchemaNode[], siblings: Place['siblings'], root: SchemaNode): readonly SchemaNode[] {
  const fit = nodes.filter(({ properties = {} }) =>
    Object.entries(siblings).every(([key, value]) => key in properties && resemblesFixed(value, properties[key], root)),
  )
  return fit.length > 0 ? fit : nodes
}

function optionOf(label: string, insert: string, type: string, node: SchemaNode, root: SchemaNode): Completion {
  const { description } = resolved(node, root)
  return { label, apply: insert, type, ...(description !== undefined && { info: description }) }
}

function keyOptions({ path, siblings }: Place, root: SchemaNode): Completion[] {
  return fitting(nodesAt(path, root), siblings, root).flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties)
      .filter(([name]) => !(name in siblings))
      .map(([name, node]) => ({
        ...optionOf(name, `${name}: `, 'property', node, root),
        ...(required.includes(name) && { detail: 'required', boost: 1 }),
      })),
  )
}

function valueOptions({ path }: Place, root: SchemaNode): Completion[] {
  return nodesAt(path, root).flatMap((node) => {
    const values =
      'const' in node ? [node.const] : (node.enum ?? (kindOf(node, root) === 'boolean' ? [true, false] : []))
    return values.map((value) => optionOf(String(value), String(value), 'enum', node, root))
  })
}

/** The same of several alternatives is offered once. */
function distinct(options: readonly Completion[]): Completion[] {
  return [...new Map(options.toReversed().map((option) => [option.label, option])).values()].toReversed()
}

/** @param schema of the whole text */
export function schemaCompletion(schema: SchemaNode): (context: CompletionContext) => CompletionResult | null {
  return ({ state, pos, explicit }) => {
    const line = state.doc.lineAt(pos)
    const written = line.text.slice(0, pos - line.from)
    const before = written.replace(WORD, '')
    const isUnasked = before === written && !explicit && !/[-:] +$/.test(written)
    const kind = BEFORE_KEY.test(before) ? 'key' : BEFORE_VALUE.test(before) ? 'value' : undefined
    if (isUnasked || kind === undefined) return null
    const from = line.from + before.length
    const place = placeAt(state.doc.toString(), from, pos, kind)
    if (!place) return null
    const options = distinct(kind === 'key' ? keyOptions(place, schema) : valueOptions(place, schema))
    return options.length === 0 ? null : { from, options, validFor: /^[\w.-]*$/ }
  }
}
