import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isTest, type SourceFile, sourceFiles, violation } from './sourceFiles'

const PAGE = resolve(import.meta.dirname, '../../decisions/readings.md')

/** Numbers of readings; not the percent escapes of a URL. */
const CITED = /(?<![%\w])[UC]\d{1,2}\b/g

/** The numbers that begin the items of the page: `- **C1, C2** …`. */
function explainedIn(page: string): Set<string> {
  const heads = [...page.matchAll(/^- \*\*(.+?)\*\*/gm)].map(([, head = '']) => head)
  return new Set(heads.flatMap((head) => head.split(', ')))
}

function unexplained(file: SourceFile, explained: ReadonlySet<string>): string[] {
  return [...file.text.matchAll(CITED)]
    .filter(([reading]) => !explained.has(reading))
    .map(({ 0: reading, index }) => violation(file, index, `${reading} has no item in decisions/readings.md; add one`))
}

describe('a reading of the documents', () => {
  it('that a source cites is explained in decisions/readings.md', () => {
    const explained = explainedIn(readFileSync(PAGE, 'utf8'))
    const sources = sourceFiles('src-shared', 'src-main', 'src-renderer').filter((file) => !isTest(file))
    expect(sources.flatMap((file) => unexplained(file, explained))).toEqual([])
  })

  it('without an item is named, with its place', () => {
    const file = { path: 'src-main/a.ts', text: '// As published.\n// (readings C1, C99)\n' }
    expect(unexplained(file, explainedIn('- **C1, C2** Both.\n'))).toEqual([
      'src-main/a.ts:2: C99 has no item in decisions/readings.md; add one',
    ])
  })
})
