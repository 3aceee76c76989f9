// Where in a YAML text its parts stand: values by path, items of a list, lines and the comments that belong to them.
import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type CST,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'

export type YamlPath = readonly (string | number)[]

/** A part that an alias stands for, or a text that is no YAML, cannot be edited by path: use the source. */
export class NotEditable extends Error {}

const FIRST_OF_ITEM: ReadonlySet<CST.SourceToken['type']> = new Set(['seq-item-ind', 'anchor', 'tag'])

export type Collection = YAMLMap | YAMLSeq
export type Ranged = Node & { readonly range: [number, number, number] }

export interface Target {
  readonly parent: Collection
  readonly key: string | number
  readonly item: Ranged | Pair<Ranged, Ranged | null> | undefined
}

export function isCollection(node: unknown): node is Collection {
  return isMap(node) || isSeq(node)
}

export function rootOf(text: string): Collection | undefined {
  const document = parseDocument(text, { keepSourceTokens: true })
  if (document.errors.length > 0) throw new NotEditable('The text is not valid YAML.')
  if (document.contents === null) return undefined
  if (!isCollection(document.contents)) throw new NotEditable('The text is no mapping.')
  return document.contents
}

function itemOf(parent: Collection, key: string | number): Target['item'] {
  if (isSeq(parent)) return parent.items[Number(key)] as Ranged | undefined
  return parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key)) as Target['item']
}

export function valueOf(item: Target['item']): Ranged | null | undefined {
  return isPair(item) ? item.value : item
}

export function targetOf(root: Collection, path: YamlPath): Target | undefined {
  let parent: Collection = root
  for (const key of path.slice(0, -1)) {
    const inner = valueOf(itemOf(parent, key))
    if (inner === undefined || inner === null || (isScalar(inner) && inner.value === null)) return undefined
    if (!isCollection(inner)) throw new NotEditable(`${path.join('.')} cannot be edited here.`)
    parent = inner
  }
  const key = path.at(-1) ?? ''
  return { parent, key, item: itemOf(parent, key) }
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Where the line ends, its break included. */
function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

/** What stands before an item of a list: its dash or comma, blanks, comments, an anchor, a tag. */
function leadOf(list: YAMLSeq, item: Target['item']): readonly CST.SourceToken[] {
  return (list.srcToken as CST.BlockSequence | CST.FlowCollection).items[list.items.indexOf(item)]?.start ?? []
}

/** Where an item begins; in a block list that is its dash. */
export function startOf(item: NonNullable<Target['item']>, parent: Collection): number {
  const start = isPair(item) ? item.key.range[0] : item.range[0]
  const first = isSeq(parent) && leadOf(parent, item).find(({ type }) => FIRST_OF_ITEM.has(type))
  return first ? first.offset : start
}

/** Where the last character of a value is; of a block collection its last item's. */
function endOf(node: Ranged | null | undefined, otherwise: number): number {
  if (!node) return otherwise
  if (isCollection(node) && !node.flow) {
    const last = node.items.at(-1) as Target['item']
    if (last) return endOf(valueOf(last), isPair(last) ? last.key.range[1] + 1 : node.range[1])
  }
  return node.range[1]
}

export function itemEnd(text: string, item: NonNullable<Target['item']>): number {
  return lineEnd(text, endOf(valueOf(item), isPair(item) ? item.key.range[1] + 1 : 0))
}

export function indentOf(text: string, at: number): string {
  return ' '.repeat(at - lineStart(text, at))
}

/** Where the comments begin that stand right above what begins here; one that is indented deeper belongs to what is before. */
export function commentsAbove(text: string, start: number, from = lineStart(text, start)): number {
  const above = text.slice(lineStart(text, from - 1), from)
  const indent = /^ *(?=#)/.exec(above)?.[0].length ?? Infinity
  return from > 0 && indent <= start - lineStart(text, start) ? commentsAbove(text, start, from - above.length) : from
}

/** Where the comments end that stand right below what begins at `start` and are indented deeper: they are its own. */
export function commentsWithin(text: string, start: number, to: number): number {
  const below = text.slice(to, lineEnd(text, to + 1))
  const indent = /^ *(?=#)/.exec(below)?.[0].length ?? 0
  return indent > start - lineStart(text, start) ? commentsWithin(text, start, to + below.length) : to
}

/** Where in the text the value at a path begins; undefined where that cannot be told. */
export function offsetOf(text: string, path: YamlPath): number | undefined {
  try {
    const root = rootOf(text)
    const target = root && targetOf(root, path)
    return target?.item && startOf(target.item, target.parent)
  } catch (error) {
    if (!(error instanceof NotEditable)) throw error
    return undefined
  }
}
