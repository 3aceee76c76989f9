// The CAMARA suites judged by their own deviations. The matrix of the subscriptions takes minutes (`callbox conformance
// selftest`): here one deviation of each kind is tried.
import { expect, it } from 'vitest'
import type { Matrix } from '#main/conformance/selftest/matrix'
import { selftest } from '#main/conformance/selftest/selftest'
import { CAMARA_CONNECTIVITY_INSIGHTS_SUBSCRIPTIONS_06 as SUBSCRIPTIONS } from '#main/conformance/suites/camara/connectivityInsightsSubscriptions06'
import { runCallbox } from '../support/callboxProcess'
import { judgeBench, welcomeBench } from '../support/camaraRuns'

it.each(['camara-application-profiles-0.5', 'camara-connectivity-insights-0.6'])(
  'the matrix of %s is clean, so the command exits 0',
  async (suite) => {
    const { exitCode, stdout } = await runCallbox('conformance', 'selftest', suite, '--json')
    const [{ undeviated, survivors, idle, alike } = {}] = JSON.parse(stdout) as Partial<Matrix>[]
    expect({ undeviated, survivors, idle, alike }).toEqual({ undeviated: [], survivors: [], idle: [], alike: [] })
    expect(exitCode).toBe(0)
  },
  240_000,
)

it('the suite of subscriptions catches a deviation of each kind, those of notifications included', async () => {
  const bench = await welcomeBench()
  const { control } = bench
  const { items, nextSeq } = await control.listDeviations()
  const own = items.filter(({ api, suites }) => api === 'connectivity-insights-subscriptions' && !suites)
  const sample = own.filter(({ group }, index) => group !== own[index - 1]?.group)
  expect(sample.length).toBeGreaterThan(4)
  const matrix = await selftest(SUBSCRIPTIONS, {
    control: { ...control, listDeviations: () => Promise.resolve({ items: sample, nextSeq }) },
    judge: (caseIds) => judgeBench(bench, SUBSCRIPTIONS, { caseIds }),
    onProgress: () => undefined,
    signal: new AbortController().signal,
  })
  expect(matrix).toMatchObject({ undeviated: [], survivors: [], alike: [] })
}, 120_000)
