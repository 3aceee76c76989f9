import { parsedJson } from '../json'

const INDENT = '  '
/** A string, a mark of structure, or a run of anything else but white space (a number, a word). */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/g

/** JSON with one member a line and every token as it stands: `2.0` stays `2.0`. Text that is no JSON is returned unchanged. */
export function layOutJson(text: string): string {
  if (parsedJson(text) === undefined) return text
  let depth = 0
  let before = ''
  let laidOut = ''
  const newLine = () => `\n${INDENT.repeat(depth)}`
  for (const [token] of text.matchAll(TOKEN)) {
    const isClosing = token === ']' || token === '}'
    const isEmpty = isClosing && (before === '[' || before === '{')
    if (isClosing) depth -= 1
    if (isClosing && !isEmpty) laidOut += newLine()
    else if (!isEmpty && (before === '[' || before === '{' || before === ',')) laidOut += newLine()
    laidOut += token === ':' ? ': ' : token
    if (token === '[' || token === '{') depth += 1
    before = token
  }
  return laidOut
}
