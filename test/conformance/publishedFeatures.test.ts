// The published feature files as they are, where this machine has them: they are nobody's to copy.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import type { RunReport } from '#shared/conformance/runReport'
import { featureSuite } from '#main/conformance/camara/features/featureSuite'
import { selftest } from '#main/conformance/selftest/selftest'
import { blemishesOf, judgeBench, readingsOf, welcomeBench } from '../support/camaraRuns'

const PUBLISHED = resolve(import.meta.dirname, '../../../shared/specs/camara')

const RELEASES = [
  ['application-profiles-r1.2', 11, ['C14']],
  ['r3.2', 42, ['C3', 'C7']],
  ['r4.1', 42, ['C3', 'C6', 'C7']],
] as const

it.each(RELEASES)(
  'our own server passes the feature files of %s, whose checks can each fail alone',
  async (release, count, readings) => {
    const folder = resolve(PUBLISHED, release)
    if (!existsSync(folder)) return console.log(`${folder} is not here, so the published feature files were not run.`)
    const bench = await welcomeBench()
    const suite = await featureSuite(folder)
    const reports: RunReport[] = []
    const matrix = await selftest(suite, {
      control: { ...bench.control, listDeviations: () => Promise.resolve({ items: [], nextSeq: 0 }) },
      async judge(caseIds, onReply) {
        const report = await judgeBench(bench, suite, { caseIds }, onReply && { onReply })
        reports.push(report)
        return report
      },
      onProgress: () => undefined,
      signal: new AbortController().signal,
    })
    expect(reports.flatMap(blemishesOf)).toEqual([])
    expect(reports).toMatchObject([{ summary: { passed: count, failed: 0, inconclusive: 0, errors: 0, notRun: 0 } }])
    expect(reports.flatMap(readingsOf)).toEqual(readings)
    expect(matrix?.entangled).toEqual([])
  },
)
