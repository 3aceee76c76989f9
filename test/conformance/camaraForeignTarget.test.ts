// The CAMARA suites against a server whose control API they do not have: what its configuration says is used, and what
// cannot be brought about there is undecided, with the reason.
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import type { Target } from '#shared/conformance/targetConfig'
import type { Suite } from '#main/conformance/suite'
import { CAMARA_APPLICATION_PROFILES_05 } from '#main/conformance/suites/camara/applicationProfiles05'
import { CAMARA_CONNECTIVITY_INSIGHTS_06 } from '#main/conformance/suites/camara/connectivityInsights06'
import { CAMARA_CONNECTIVITY_INSIGHTS_SUBSCRIPTIONS_06 } from '#main/conformance/suites/camara/connectivityInsightsSubscriptions06'
import type { BenchUnderTest } from '../support/benchFixture'
import { blemishesOf, welcomeBench } from '../support/camaraRuns'
import { judgeTarget } from '../support/conformanceFixture'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function configured({ serverRoot, control }: BenchUnderTest): Promise<Target> {
  const mint = async (defect?: 'expired' | 'missingScope') =>
    (await control.mintToken({ body: { clientId: 'tester', ...(defect && { defect }) } })).accessToken
  return {
    serverRoot,
    tokens: { twoLegged: await mint(), expired: await mint('expired'), noScope: await mint('missingScope') },
    device: { phoneNumber: '+447700900101' },
    unsupportedDevice: { phoneNumber: '+447700900105' },
    sinkBaseUrl: `http://127.0.0.1:${await freePort()}`,
  }
}

async function judge(suite: Suite, more: Partial<Target> = {}) {
  const target = await configured(await welcomeBench())
  return judgeTarget({ ...target, ...more }, { timeoutMs: 8000 }, {}, suite)
}

/** `13 …reason` for each case that is not decided. */
async function undecided(suite: Suite): Promise<string[]> {
  const report = await judge(suite)
  expect(report.summary).toMatchObject({ failed: 0, errors: 0, notRun: 0 })
  return blemishesOf(report).map((text) => text.replace(/^\D*_(\d\d)_\S+ .* inconclusive: +(?:not sent, as )?/, '$1 '))
}

it('profiles are judged, but for what no profile can do by itself', async () => {
  expect(await undecided(CAMARA_APPLICATION_PROFILES_05)).toEqual([
    expect.stringMatching(/^12 nothing in a profile can contradict a token/),
  ])
})

it('the quality is judged by profiles that any network meets, and none', async () => {
  expect(await undecided(CAMARA_CONNECTIVITY_INSIGHTS_06)).toEqual([
    expect.stringMatching(/^13 .*otherClientsProfileId/),
    expect.stringMatching(/^20 a foreign target is not flooded/),
    expect.stringMatching(/^21 a foreign target is not flooded/),
  ])
})

it('subscriptions are judged, their notifications at the address where the target reaches the runner', async () => {
  expect(await undecided(CAMARA_CONNECTIVITY_INSIGHTS_SUBSCRIPTIONS_06)).toEqual([
    expect.stringMatching(/^02 the target creates subscriptions synchronously, which cannot be chosen there/),
    expect.stringMatching(/^30 a foreign target is not flooded/),
    expect.stringMatching(/^31 a foreign target is not flooded/),
  ])
})

it('without a configuration nothing is sent, and each case says what is missing', async () => {
  const { serverRoot, control } = await welcomeBench()
  const report = await judgeTarget({ serverRoot }, {}, {}, CAMARA_APPLICATION_PROFILES_05)
  expect(report.verdict).toBe('inconclusive')
  expect(blemishesOf(report)[0]).toContain('give tokens.twoLegged, token or clientCredentials')
  expect((await control.listExchanges({ query: {} })).items).toEqual([])
})

it('without an address for the sink no notification is waited for, and the run goes on', async () => {
  const target = await configured(await welcomeBench())
  const report = await judgeTarget(
    { serverRoot: target.serverRoot, tokens: target.tokens, device: target.device },
    { timeoutMs: 8000 },
    {},
    CAMARA_CONNECTIVITY_INSIGHTS_SUBSCRIPTIONS_06,
  )
  expect(report.summary).toMatchObject({ failed: 0, errors: 0, notRun: 0 })
  const ofExpiry = blemishesOf(report).filter((text) => text.includes('_09_'))
  const cannot = 'given inconclusive:  not sent, as the target cannot reach the sink of the runner: give sinkBaseUrl'
  expect(ofExpiry).toEqual([
    expect.stringContaining(`createSubscription ${cannot}`),
    expect.stringContaining(`subscription-ended ${cannot}`),
    expect.stringContaining(`getSubscription ${cannot}`),
  ])
})
