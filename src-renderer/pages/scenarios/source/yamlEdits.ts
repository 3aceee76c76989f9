// Edits of a YAML text by path, as the smallest change of the text: whatever a form cannot show (comments, order, quotes,
// blank lines, anchors) stays to the letter, and a diff shows only what was edited.
import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  stringify,
  visit,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'

export type YamlPath = readonly (string | number)[]

/** Replaces `from` up to `to`, in characters of the text, by `insert`. */
export interface TextChange {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** A part that an alias stands for, or a text that is no YAML, cannot be edited by path: use the source. */
export class NotEditable extends Error {}

type Collection = YAMLMap | YAMLSeq
type Ranged = Node & { readonly range: [number, number, number] }

interface Target {
  readonly parent: Collection
  readonly key: string | number
  readonly item: Ranged | Pair<Ranged, Ranged | null> | undefined
}

function isCollection(node: unknown): node is Collection {
  return isMap(node) || isSeq(node)
}

function rootOf(text: string): Collection | undefined {
  const document = parseDocument(text)
  if (document.errors.length > 0) throw new NotEditable('The text is not valid YAML.')
  if (document.contents === null) return undefined
  if (!isCollection(document.contents)) throw new NotEditable('The text is no mapping.')
  return document.contents
}

function itemOf(parent: Collection, key: string | number): Target['item'] {
  if (isSeq(parent)) return parent.items[Number(key)] as Ranged | undefined
  return parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key)) as Target['item']
}

function valueOf(item: Target['item']): Ranged | null | undefined {
  return isPair(item) ? item.value : item
}

function targetOf(root: Collection, path: YamlPath): Target | undefined {
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

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Where the line ends, its break included. */
function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

function startOf(text: string, item: NonNullable<Target['item']>, parent: Collection): number {
  const start = isPair(item) ? item.key.range[0] : item.range[0]
  return isSeq(parent) ? text.lastIndexOf('-', start - 1) : start
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

function itemEnd(text: string, item: NonNullable<Target['item']>): number {
  return lineEnd(text, endOf(valueOf(item), isPair(item) ? item.key.range[1] + 1 : 0))
}

function indentOf(text: string, at: number): string {
  return ' '.repeat(at - lineStart(text, at))
}

function indented(block: string, indent: string): string {
  return block.replace(/^(?=.)/gm, indent)
}

/** As a block, line breaks and all; a short list of plain things stays on its line. */
function blockOf(value: unknown): string {
  return stringify(value, { lineWidth: 0 })
}

function flowOf(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd()
}

function isInline(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\n')
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0
}

/** One item of a block collection, from its indentation to its line break. */
function itemText(parent: Collection, key: string | number, value: unknown, indent: string): string {
  return indented(blockOf(isSeq(parent) ? [value] : { [key]: value }), indent)
}

function isFlow(text: string, parent: Collection): boolean {
  return parent.flow === true || (parent.items.length === 0 && text[parent.range?.[0] ?? 0] !== '-')
}

function hasComments(collection: Collection): boolean {
  let found = false
  visit(collection, {
    Node(_, { comment, commentBefore }) {
      found ||= Boolean(comment ?? commentBefore)
    },
  })
  return found
}

/** A flow collection is written anew as a whole. */
function rewriteFlow(parent: Collection, edit: (items: unknown) => unknown): TextChange {
  const { range } = parent as Ranged
  if (hasComments(parent)) throw new NotEditable('There are comments within: use the source.')
  return { from: range[0], to: range[1], insert: flowOf(edit(parent.toJSON())) }
}

function withKey(items: unknown, key: string | number, value: unknown): unknown {
  if (Array.isArray(items)) return items.with(Number(key), value)
  return { ...(items as object), [key]: value }
}

function withoutKey(items: unknown, key: string | number): unknown {
  if (Array.isArray(items)) return items.toSpliced(Number(key), 1)
  return Object.fromEntries(Object.entries(items as object).filter(([name]) => name !== String(key)))
}

/** What a text that has no such parent yet needs: the parent with the value in it. */
function nested(path: YamlPath, value: unknown): unknown {
  return path.reduceRight<unknown>((inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }), value)
}

function appended(text: string, block: string): TextChange {
  const gap = text === '' || text.endsWith('\n') ? '' : '\n'
  return { from: text.length, to: text.length, insert: gap + block }
}

function afterLast(text: string, parent: Collection, key: string | number, value: unknown): TextChange {
  const last = parent.items.at(-1) as NonNullable<Target['item']>
  const indent = indentOf(text, startOf(text, parent.items[0] as NonNullable<Target['item']>, parent))
  const at = itemEnd(text, last)
  const gap = at > 0 && text[at - 1] !== '\n' ? '\n' : ''
  return { from: at, to: at, insert: gap + itemText(parent, key, value, indent) }
}

/** Sets the value at a path, and makes what is missing on the way. */
export function setAt(text: string, path: YamlPath, value: unknown): TextChange {
  const root = rootOf(text)
  if (!root) return appended(text, blockOf(nested(path, value)))
  const target = targetOf(root, path)
  if (!target) return setAt(text, path.slice(0, -1), nested(path.slice(-1), value))
  const { parent, key, item } = target
  if (!item)
    return isFlow(text, parent)
      ? rewriteFlow(parent, (items) => withKey(items, key, value))
      : afterLast(text, parent, key, value)
  const present = valueOf(item)
  const isPlain = present && isScalar(present) && !present.type?.startsWith('BLOCK')
  if (isInline(value) && isPlain && present.range[0] !== present.range[1]) {
    return { from: present.range[0], to: present.range[1], insert: flowOf(value) }
  }
  if (present && isCollection(present) && present.flow)
    return { from: present.range[0], to: present.range[1], insert: flowOf(value) }
  if (isFlow(text, parent)) return rewriteFlow(parent, (items) => withKey(items, key, value))
  const start = startOf(text, item, parent)
  const block = itemText(parent, key, value, indentOf(text, start)).trimStart()
  return { from: start, to: itemEnd(text, item), insert: block }
}

/** Removes what is at a path, with the comments that stand right above it; a parent left empty goes too. */
export function removeAt(text: string, path: YamlPath): TextChange | undefined {
  const root = rootOf(text)
  const target = root && targetOf(root, path)
  if (!target?.item) return undefined
  const { parent, key, item } = target
  if (parent.items.length === 1 && path.length > 1) return removeAt(text, path.slice(0, -1))
  if (isFlow(text, parent)) return rewriteFlow(parent, (items) => withoutKey(items, key))
  const start = startOf(text, item, parent)
  const isFirstOfItem = text.slice(lineStart(text, start), start).trim() !== ''
  const end = itemEnd(text, item)
  // The first key of `- key: …` shares its line with the dash, which stays for the next key.
  if (isFirstOfItem) return { from: start, to: end + (/^ */.exec(text.slice(end))?.[0].length ?? 0), insert: '' }
  return { from: commentsAbove(text, lineStart(text, start)), to: end, insert: '' }
}

function commentsAbove(text: string, at: number): number {
  const above = text.slice(lineStart(text, at - 1), at)
  return at > 0 && /^\s*#/.test(above) ? commentsAbove(text, at - above.length) : at
}

/** Puts a value into the list at a path, before the item of that index. */
export function insertAt(text: string, path: YamlPath, index: number, value: unknown): TextChange {
  const root = rootOf(text)
  const target = root && targetOf(root, path)
  const list = target && valueOf(target.item)
  if (!isSeq(list) || list.items.length === 0) return setAt(text, path, [value])
  const items = list as YAMLSeq & Ranged
  if (items.flow) return rewriteFlow(items, (all) => (all as unknown[]).toSpliced(index, 0, value))
  const before = items.items[index] as Ranged | undefined
  if (!before) return afterLast(text, items, items.items.length, value)
  const at = lineStart(text, startOf(text, before, items))
  return { from: at, to: at, insert: itemText(items, index, value, indentOf(text, startOf(text, before, items))) }
}

/** Puts values at the end of the list at a path, all of them by one change. */
export function appendAt(text: string, path: YamlPath, values: readonly unknown[]): TextChange {
  const longer = values.reduce<string>(
    (present, value) => applyChange(present, insertAt(present, path, Infinity, value)),
    text,
  )
  let from = 0
  while (from < text.length && text[from] === longer[from]) from += 1
  let behind = 0
  while (behind < text.length - from && text.at(-1 - behind) === longer.at(-1 - behind)) behind += 1
  return { from, to: text.length - behind, insert: longer.slice(from, longer.length - behind) }
}

export function applyChange(text: string, { from, to, insert }: TextChange): string {
  return text.slice(0, from) + insert + text.slice(to)
}

/** Where in the text the value at a path begins. */
export function offsetOf(text: string, path: YamlPath): number | undefined {
  const root = rootOf(text)
  const target = root && targetOf(root, path)
  return target?.item && startOf(text, target.item, target.parent)
}
