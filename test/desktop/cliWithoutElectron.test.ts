// The built command runs where Electron cannot be had, so nothing of it may come from there.
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const MAIN = resolve(import.meta.dirname, '../../out/main')
const SPECIFIER = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'`]([^"'`\s]+)["'`]/g

/** What a built file imports by itself and by its chunks, at its start or later. */
function importsOfBuilt(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen
  seen.add(path)
  for (const [, specifier = ''] of readFileSync(path, 'utf8').matchAll(SPECIFIER)) {
    if (/^\.{1,2}\/.*\.js$/.test(specifier)) importsOfBuilt(join(dirname(path), specifier), seen)
    else seen.add(specifier)
  }
  return seen
}

it('the built command and its chunks import no electron', () => {
  const imports = importsOfBuilt(join(MAIN, 'cli.js'))
  expect([...imports].filter((path) => path.startsWith(join(MAIN, 'chunks'))).length).toBeGreaterThan(1)
  expect(imports).not.toContain('electron')
})

it('the built desktop host does, so that this test can fail', () => {
  expect(importsOfBuilt(join(MAIN, 'electron.js'))).toContain('electron')
})
