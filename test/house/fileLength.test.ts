import { describe, expect, it } from 'vitest'
import { type SourceFile, sourceFiles } from './sourceFiles'

const ENTRIES = ['src-main/cli.ts', 'src-main/electron.ts']

/** At most 300 lines a file and 60 an entry, which only starts a host of the bench. */
function lengthViolations({ path, text }: SourceFile): string[] {
  const limit = ENTRIES.includes(path) ? 60 : 300
  const lineCount = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  if (lineCount <= limit) return []
  return [`${path}:${limit + 1}: ${lineCount} lines, at most ${limit}: split it by what lives and dies together`]
}

describe('file length', () => {
  it('is kept', () => {
    expect(sourceFiles('src-shared', 'src-main', 'src-renderer', 'test').flatMap(lengthViolations)).toEqual([])
  })

  it.each([
    ['src-main/usage/a.ts', 300, 0],
    ['src-main/usage/a.ts', 301, 1],
    ['src-main/cli.ts', 60, 0],
    ['src-main/cli.ts', 61, 1],
  ])('of %s with %i lines gives %i violations', (path, lineCount, count) => {
    expect(lengthViolations({ path, text: 'x\n'.repeat(lineCount) })).toHaveLength(count)
  })
})
