// Edits of a YAML text by path, as the smallest change of the text: whatever a form cannot show (comments, order, quotes,
// blank lines, anchors) stays to the letter, and a diff shows only what was edited.
import { isScalar, isSeq, parseDocument, stringify, visit, type YAMLSeq } from 'yaml'
import {
  commentsAbove,
  commentsWithin,
  indentOf,
  isCollection,
  itemEnd,
  lineStart,
  NotEditable,
  rootOf,
  startOf,
  targetOf,
  valueOf,
  type Collection,
  type Ranged,
  type Target,
  type YamlPath,
} from './yamlPlaces'

/** Replaces `from` up to `to`, in characters of the text, by `insert`. */
export interface TextChange {
  readonly from: number
  readonly to: number
  readonly insert: string
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
  const indent = indentOf(text, startOf(parent.items[0] as NonNullable<Target['item']>, parent))
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
  const start = startOf(item, parent)
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
  const start = startOf(item, parent)
  const isFirstOfItem = text.slice(lineStart(text, start), start).trim() !== ''
  const end = itemEnd(text, item)
  // The first key of `- key: …` shares its line with the dash, which stays for the next key.
  if (isFirstOfItem) return { from: start, to: end + (/^ */.exec(text.slice(end))?.[0].length ?? 0), insert: '' }
  return { from: commentsAbove(text, start), to: end, insert: '' }
}

interface Span {
  readonly from: number
  readonly to: number
}

function spanOf(text: string, list: YAMLSeq, index: number): Span {
  const item = list.items[index] as Ranged
  const start = startOf(item, list)
  if (list.flow) return { from: start, to: item.range[1] }
  const isFirstOfItem = text.slice(lineStart(text, start), start).trim() !== ''
  if (isFirstOfItem) throw new NotEditable('A list begins on the line of another one: use the source.')
  return { from: commentsAbove(text, start), to: commentsWithin(text, start, itemEnd(text, item)) }
}

/**
 * Swaps an item of a list with the one above it, each with the comments that stand right above it.
 * @throws RangeError when there is no such item, or none above it
 */
export function moveUpAt(text: string, path: YamlPath): TextChange {
  const root = rootOf(text)
  const { parent, item } = (root && targetOf(root, path)) ?? {}
  const index = Number(path.at(-1))
  if (!isSeq(parent) || !item || index === 0) throw new RangeError(`nothing is above ${path.join('.')}`)
  const [above, moved] = [spanOf(text, parent, index - 1), spanOf(text, parent, index)]
  const isCutOff = parent.flow !== true && !text.slice(moved.from, moved.to).endsWith('\n')
  const parts = [
    text.slice(moved.from, moved.to) + (isCutOff ? '\n' : ''),
    text.slice(above.to, moved.from),
    text.slice(above.from, above.to - (isCutOff ? 1 : 0)),
  ]
  const change = { from: above.from, to: moved.to, insert: parts.join('') }
  if (hasLooseAlias(applyChange(text, change))) {
    throw new NotEditable('An alias would come before what it stands for: use the source.')
  }
  return change
}

function hasLooseAlias(text: string): boolean {
  const document = parseDocument(text)
  let found = false
  visit(document, { Alias: (_, alias) => void (found ||= alias.resolve(document) === undefined) })
  return found
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
  const at = lineStart(text, startOf(before, items))
  return { from: at, to: at, insert: itemText(items, index, value, indentOf(text, startOf(before, items))) }
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
