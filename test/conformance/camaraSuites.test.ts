// The CAMARA suites against our own server: every scenario is set up over HTTP, and passes, strictly too.
import { expect, it } from 'vitest'
import { CAMARA_APPLICATION_PROFILES_05 } from '#main/conformance/suites/camara/applicationProfiles05'
import { CAMARA_CONNECTIVITY_INSIGHTS_06 } from '#main/conformance/suites/camara/connectivityInsights06'
import { CAMARA_CONNECTIVITY_INSIGHTS_SUBSCRIPTIONS_06 } from '#main/conformance/suites/camara/connectivityInsightsSubscriptions06'
import { blemishesOf, judgeBench, readingsOf, welcomeBench } from '../support/camaraRuns'

it('our own server passes the scenarios of application-profiles, with the readings it needs as notes', async () => {
  const report = await judgeBench(await welcomeBench(), CAMARA_APPLICATION_PROFILES_05, { strict: true })
  expect(blemishesOf(report)).toEqual([])
  expect(report.verdict).toBe('pass')
  expect(readingsOf(report)).toEqual(['C14'])
})

it('our own server passes the scenarios of connectivity-insights', async () => {
  const report = await judgeBench(await welcomeBench(), CAMARA_CONNECTIVITY_INSIGHTS_06, { strict: true })
  expect(blemishesOf(report)).toEqual([])
  expect(report.verdict).toBe('pass')
})

it('our own server passes the scenarios of connectivity-insights-subscriptions, notifications included', async () => {
  const report = await judgeBench(await welcomeBench(), CAMARA_CONNECTIVITY_INSIGHTS_SUBSCRIPTIONS_06, { strict: true })
  expect(blemishesOf(report)).toEqual([])
  expect(report.verdict).toBe('pass')
  expect(readingsOf(report)).toEqual(['C1', 'C3', 'C7'])
})

it('a server that deletes subscriptions asynchronously fails nothing: no scenario tells of that', async () => {
  const bench = await welcomeBench()
  await bench.control.changeSettings({ body: { subscriptionDeletion: 'async' } })
  const caseIds = CAMARA_CONNECTIVITY_INSIGHTS_SUBSCRIPTIONS_06.cases
    .filter(({ steps }) => steps.some(({ id }) => id === 'deleteSubscription'))
    .map(({ id }) => id)
  const report = await judgeBench(bench, CAMARA_CONNECTIVITY_INSIGHTS_SUBSCRIPTIONS_06, { caseIds })
  expect(report.summary.failed).toBe(0)
  expect(blemishesOf(report).filter((blemish) => blemish.includes('asynchronously'))).not.toEqual([])
})
