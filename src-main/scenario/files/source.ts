// One YAML file that people write, a scenario or a configuration: the document it holds, with the place of everything
// in it.
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import type { ScenarioProblem } from '#shared/control/scenarioViews'

/** Aliases that may be followed while a document is unfolded; a YAML bomb needs more. */
const MOST_ALIASES = 1000
/** Deeper than any scenario, and shallow enough for whatever walks through it. */
const DEEPEST = 64

export interface Place {
  readonly line: number
  readonly column: number
}

export interface Source {
  /** As it is named in problems. */
  readonly file: string
  /** The document as plain values; undefined when it could not be read. */
  readonly value: unknown
  readonly problems: readonly (ScenarioProblem & Place)[]
  /** Of the value at a path; of the innermost part that is there, when it is missing. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place
  /** Of a key of the mapping at a path. */
  readonly placeOfKey: (path: readonly PropertyKey[], key: string) => Place
}

/** Before anything is unfolded or composed: the parser recurses, and so does what walks through its result. */
function nestsTooDeep(text: string): boolean {
  let depth = 0
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1
    if (character === ']' || character === '}') depth -= 1
    if (depth > DEEPEST) return true
  }
  return /^ {200}/m.test(text) || /^(- ){64}/m.test(text)
}

function unread(file: string, reason: string, fix: string): Source {
  const start = { line: 1, column: 1 }
  const problems = [{ file, ...start, path: '', reason, fix }]
  return { file, value: undefined, problems, placeOf: () => start, placeOfKey: () => start }
}

/** Steps from a node to its child, through aliases. */
function childOf(document: Document, node: unknown, key: PropertyKey): { node: unknown; key?: unknown } | undefined {
  const inner = isAlias(node) ? node.resolve(document) : node
  if (isSeq(inner) && typeof key === 'number') return { node: inner.items[key] }
  if (!isMap(inner)) return undefined
  const pair = inner.items.find((one) => isScalar(one.key) && String(one.key.value) === String(key))
  return pair && { node: pair.value ?? pair.key, key: pair.key }
}

function placesOf(document: Document, lines: LineCounter): Pick<Source, 'placeOf' | 'placeOfKey'> {
  function placeAt(node: unknown): Place {
    const offset = (node as Node | undefined)?.range?.[0] ?? 0
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }

  function walk(path: readonly PropertyKey[]): unknown {
    let node: unknown = document.contents
    for (const key of path) {
      const child = childOf(document, node, key)
      if (child?.node === undefined || child.node === null) return node
      node = child.node
    }
    return node
  }

  return {
    placeOf: (path) => placeAt(walk(path)),
    placeOfKey: (path, key) => placeAt(childOf(document, walk(path), key)?.key ?? walk(path)),
  }
}

/** By the code that the parser has for it. */
const SYNTAX_FIXES: Readonly<Record<string, string>> = {
  BAD_INDENT: 'indent it as what stands above it, and close every bracket and quote before it',
  BLOCK_AS_IMPLICIT_KEY: 'put it on a line of its own, or in quotes if the colon belongs to a text',
  DUPLICATE_KEY: 'leave out one of the two',
  MISSING_CHAR: 'close the quote or the bracket, or put a colon after the key',
  MULTILINE_IMPLICIT_KEY: 'put the key on one line, with a colon after it',
  MULTIPLE_DOCS: 'keep one document, without --- within it',
  TAB_AS_INDENT: 'indent with blanks',
}

function syntaxProblems(document: Document, file: string): Source['problems'][number][] {
  return document.errors.map(({ message, linePos, code }) => ({
    file,
    line: linePos?.[0].line ?? 1,
    column: linePos?.[0].col ?? 1,
    path: '',
    reason: `is not valid YAML: ${message.split(/ at line \d+|\n/)[0] ?? code}`,
    fix: SYNTAX_FIXES[code] ?? 'see the quotes, brackets, colons and indents up to here',
  }))
}

/** Reads a document; a bomb, or nesting that would exhaust the stack, is a problem like any other. */
export function parseSource(text: string, file: string): Source {
  if (nestsTooDeep(text)) return unread(file, `nests deeper than ${DEEPEST} levels`, 'write it flatter')
  try {
    const lines = new LineCounter()
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: true, logLevel: 'silent' })
    const places = placesOf(document, lines)
    const problems = syntaxProblems(document, file)
    if (problems.length > 0) return { file, value: undefined, problems, ...places }
    return { file, value: document.toJS({ maxAliasCount: MOST_ALIASES }), problems: [], ...places }
  } catch (error) {
    const { message } = error as Error
    const isUnknown = message.startsWith('Unresolved alias')
    const fix = isUnknown
      ? 'name it by &name where it is first written, or put a text that begins with * in quotes'
      : 'use fewer aliases (*name), and none within what they name'
    return unread(file, `cannot be unfolded: ${message}`, fix)
  }
}
