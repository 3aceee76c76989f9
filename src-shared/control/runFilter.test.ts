import { describe, expect, it } from 'vitest'
import { matchesRun, zRunFilter, type RunFilter } from './runFilter'
import type { RunView } from './runViews'

const run: RunView = {
  ...{ id: 'r1', suite: 'tmf677-v1-certification', serverRoot: 'https://Lab.example/api', mode: 'run' },
  ...{ state: 'finished', startedAt: '2026-11-15T23:59:59.999Z', strict: true, partial: false, edited: false },
  ...{ verdict: 'fail', ranBy: 'Ada', failedCases: ['TC_UsageReport_N2'], name: 'Before the release' },
  summary: { passed: 6, failed: 1, inconclusive: 0, errors: 0, notRun: 0 },
}

const holds: [RunFilter, boolean][] = [
  [{}, true],
  [{ suite: 'tmf677-v1-certification' }, true],
  [{ suite: 'tmf677-v1' }, false],
  [{ target: 'lab.EXAMPLE' }, true],
  [{ target: 'other' }, false],
  [{ verdict: 'fail' }, true],
  [{ verdict: 'pass' }, false],
  [{ name: 'before' }, true],
  [{ name: 'after' }, false],
  [{ pinned: 'false' }, true],
  [{ pinned: 'true' }, false],
  [{ from: '2026-11-15', until: '2026-11-15' }, true],
  [{ until: '2026-11-14' }, false],
  [{ from: '2026-11-16' }, false],
  [{ from: '2026-11', until: '2026' }, true],
  [{ until: '2026-11-15T23:59:59.998Z' }, false],
  [{ text: 'release ada n2 STRICT' }, true],
  [{ text: 'release partial' }, false],
  [{ text: '  ' }, true],
  [{ text: 'release', verdict: 'pass' }, false],
]

describe(matchesRun, () => {
  it.each(holds)('%j: %s', (filter, expected) => {
    expect(matchesRun(run, filter)).toBe(expected)
  })

  it('finds a run that goes on by everything but a verdict', () => {
    const { verdict: _, ...active } = { ...run, state: 'running' as const }
    expect(matchesRun(active, { text: 'running' })).toBe(true)
    expect(matchesRun(active, { verdict: 'fail' })).toBe(false)
  })

  it('takes only instants that can be compared', () => {
    for (const from of ['2026', '2026-11-15T12:00', '2026-11-15T12:00:00.000Z']) {
      expect(zRunFilter.safeParse({ from }).success, from).toBe(true)
    }
    for (const from of ['yesterday', '15.11.2026', '2026-11-15T12:00:00+01:00']) {
      expect(zRunFilter.safeParse({ from }).success, from).toBe(false)
    }
  })
})
