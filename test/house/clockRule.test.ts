import { describe, expect, it } from 'vitest'
import { clockViolations } from './clockRule'
import { sourceFiles } from './sourceFiles'

describe('time, timers and chance', () => {
  it('come through ports everywhere outside bench/clocks/', () => {
    expect(sourceFiles('src-main', 'src-shared').flatMap(clockViolations)).toEqual([])
  }, 60_000)
})

describe('the rule catches', () => {
  it.each([
    ['Date.now()', 'take a BenchClock'],
    ['read(Date.now)', 'take a BenchClock'],
    ['new Date()', 'take a BenchClock'],
    ['new Date', 'take a BenchClock'],
    ['globalThis.performance.now()', 'take a BenchClock'],
    ['process.hrtime.bigint()', 'take a BenchClock'],
    ['setTimeout(task, 5)', 'use schedule()'],
    ['globalThis.setInterval(task, 5)', 'use schedule()'],
    ['const later = setImmediate', 'use schedule()'],
    [`import { setTimeout as sleep } from 'node:timers/promises'`, 'use schedule()'],
    ['Math.random()', 'seeded source'],
    ['crypto.randomUUID()', 'take Ids'],
    [`import { randomUUID } from 'node:crypto'`, 'take Ids'],
  ])('%s', (line, message) => {
    const found = clockViolations({ path: 'src-main/usage/a.ts', text: `// first line\n${line}\n` })
    expect(found).toEqual([expect.stringContaining(message)])
    expect(found[0]).toMatch('src-main/usage/a.ts:2: ')
  })
})

describe('the rule lets pass', () => {
  it.each([
    ['src-main/bench/clocks/wallClock.ts', 'Date.now()'],
    ['src-main/usage/a.test.ts', 'new Date()'],
    ['src-main/usage/a.ts', 'new Date(clock.now()); Date.parse(text)'],
    ['src-main/usage/a.ts', 'socket.setTimeout(5); const options = { setTimeout: 5 }'],
    ['src-main/usage/a.ts', '// Date.now() and setTimeout in words, and "Math.random()"'],
  ])('in %s: %s', (path, text) => {
    expect(clockViolations({ path, text })).toEqual([])
  })
})
