import { describe, expect, it } from 'vitest'
import { importViolations, wayTo } from './importRule'
import { sourceFiles } from './sourceFiles'

const files = sourceFiles('src-shared', 'src-main', 'src-renderer')

describe('import directions', () => {
  it('are kept', () => {
    expect(files.flatMap(importViolations)).toEqual([])
  }, 60_000)

  it('never lead from cli.ts to electron', () => {
    expect(files.map(({ path }) => path)).toContain('src-main/cli.ts')
    expect(wayTo('electron', 'src-main/cli.ts', files)).toBeUndefined()
  })
})

describe('the rule catches', () => {
  it.each([
    ['src-main/usage/a.ts', `import { x } from '../network/x'`, 'the room usage/ does not import network/'],
    ['src-main/usage/a.ts', `import type { X } from '#main/network/x'`, 'declare the port in usage/'],
    ['src-main/usage/a.ts', `export { x } from '../bench/x'`, 'let bench/ supply it'],
    ['src-main/usage/a.test.ts', `import { x } from '../network/x'`, 'the room usage/ does not import network/'],
    ['src-main/conformance/a.ts', `await import('../simulator/x')`, 'the room conformance/ does not import simulator/'],
    ['src-main/conformance/a.ts', `import '../store/x'`, 'the room conformance/ does not import store/'],
    ['src-main/bench/a.ts', `import { x } from '../commands/x'`, 'only an entry imports the host commands/'],
    ['src-main/bench/clocks/a.ts', `import '../stage/x'`, 'bench/clocks/ does not import stage/'],
    ['src-main/commands/a.ts', `import { x } from '../cli'`, 'nothing imports an entry'],
    ['src-main/bench/a.ts', `import { app } from 'electron'`, 'only desktop/ and electron.ts import electron'],
    ['src-main/cli.ts', `const { app } = require('electron')`, 'only desktop/ and electron.ts import electron'],
    ['src-main/control/a.ts', `import x from '../../src-renderer/x'`, 'main does not know the window'],
    ['src-renderer/a.ts', `import { x } from '../src-main/bench/x'`, 'the window knows only src-shared'],
    ['src-renderer/a.ts', `import { join } from 'node:path'`, 'the window runs in a browser'],
    ['src-shared/a.ts', `import { x } from '#main/bench/x'`, 'src-shared imports only itself and zod'],
    ['src-shared/a.ts', `import { parse } from 'yaml'`, 'src-shared imports only itself and zod'],
  ])('in %s: %s', (path, line, message) => {
    expect(importViolations({ path, text: `// first line\n${line}\n` })).toEqual([expect.stringContaining(message)])
    expect(importViolations({ path, text: `// first line\n${line}\n` })[0]).toMatch(`${path}:2: `)
  })

  it('a foreign import in the script of a component, on its line', () => {
    const text = `<template><p>'</p></template>\n<script setup lang="ts">\nimport '../src-main/x'\n</script>\n`
    expect(importViolations({ path: 'src-renderer/A.vue', text })).toEqual([
      expect.stringMatching(/^src-renderer\/A\.vue:3: /),
    ])
  })

  it('electron behind several files', () => {
    const made = [
      { path: 'src-main/cli.ts', text: `import './commands/a'` },
      { path: 'src-main/commands/a.ts', text: `import('../bench/b')` },
      { path: 'src-main/bench/b.ts', text: `import './../commands/a'\nimport 'electron'` },
    ]
    const way = ['src-main/cli', 'src-main/commands/a', 'src-main/bench/b', 'electron']
    expect(wayTo('electron', 'src-main/cli.ts', made)).toEqual(way)
  })
})

describe('the rule lets pass', () => {
  it.each([
    ['src-main/usage/a.ts', `import { x } from './x'\nimport { y } from '#shared/domain/y'\nimport { z } from 'zod'`],
    ['src-main/usage/a.test.ts', `import { it } from 'vitest'\nimport { x } from '../../test/support/x'`],
    ['src-main/bench/a.ts', `import { x } from '../usage/x'\nimport { readFile } from 'node:fs/promises'`],
    ['src-main/bench/stage/a.ts', `import { x } from '../clocks/x'\nimport { y } from '../currentUser'`],
    ['src-main/bench/rooms.ts', `import { x } from './handlers/x'`],
    ['src-main/commands/a.ts', `import { x } from '../bench/x'\nimport { y } from '../conformance/y'`],
    ['src-main/cli.ts', `import { x } from './commands/x'`],
    ['src-main/electron.ts', `import { app } from 'electron'\nimport { x } from './desktop/x'`],
    ['src-main/desktop/a.ts', `import { app } from 'electron'\nimport { x } from '../bench/x'`],
    ['src-renderer/a.ts', `import { x } from '#shared/x'\nimport { ref } from 'vue'\nimport A from './A.vue'`],
    ['src-shared/domain/a.ts', `import { x } from '../wire/x'\nimport { z } from 'zod'`],
  ])('in %s: %s', (path, text) => {
    expect(importViolations({ path, text })).toEqual([])
  })
})
