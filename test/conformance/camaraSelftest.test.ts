// The CAMARA suites judged by their own deviations, one of each kind: the whole matrices take minutes and are printed by
// `callbox conformance selftest SUITE`.
import { expect, it } from 'vitest'
import { selftest } from '#main/conformance/selftest/selftest'
import { CAMARA_APPLICATION_PROFILES_05 as PROFILES } from '#main/conformance/suites/camara/applicationProfiles05'
import { CAMARA_CONNECTIVITY_INSIGHTS_06 as INSIGHTS } from '#main/conformance/suites/camara/connectivityInsights06'
import { CAMARA_CONNECTIVITY_INSIGHTS_SUBSCRIPTIONS_06 as SUBSCRIPTIONS } from '#main/conformance/suites/camara/connectivityInsightsSubscriptions06'
import { judgeBench, welcomeBench } from '../support/camaraRuns'

it.each([
  ['application-profiles', PROFILES],
  ['connectivity-insights', INSIGHTS],
  ['connectivity-insights-subscriptions', SUBSCRIPTIONS],
] as const)(
  'the suite of %s passes undeviated, catches a deviation of each kind, and has only checks that can fail alone',
  async (api, suite) => {
    const bench = await welcomeBench()
    const { control } = bench
    const { items, nextSeq } = await control.listDeviations()
    const own = items.filter((one) => one.api === api && !one.suites)
    const sample = own.filter(({ group }, index) => group !== own[index - 1]?.group)
    expect(sample.length).toBeGreaterThan(2)
    const matrix = await selftest(suite, {
      control: { ...control, listDeviations: () => Promise.resolve({ items: sample, nextSeq }) },
      judge: (caseIds, onReply) => judgeBench(bench, suite, { caseIds }, onReply && { onReply }),
      onProgress: () => undefined,
      signal: new AbortController().signal,
    })
    expect(matrix).toMatchObject({ undeviated: [], survivors: [], alike: [], entangled: [] })
  },
  120_000,
)
