// The suites judged by their own deviations. Of the certification cases every one is caught, every check can fail and no two
// look alike; the deviations that only the profile's rows would see are still to be written.
import { expect, it } from 'vitest'
import { createControlClient } from '#shared/control/client'
import { randomIds } from '#main/bench/ids'
import { systemWallClock } from '#main/bench/wallClock'
import { runSuite } from '#main/conformance/runner'
import { selftest } from '#main/conformance/selftest/selftest'
import type { Suite } from '#main/conformance/suite'
import { TMF677_V1_CERTIFICATION } from '#main/conformance/suites/tmf677V1Certification/tmf677V1Certification'
import { TMF677_V1_PROFILE } from '#main/conformance/suites/tmf677V1Profile/tmf677V1Profile'
import { benchOfThisTest } from '../support/benchFixture'
import { temporaryFolder } from '../support/temporaryFolder'

async function matrixOf(suite: Suite) {
  const bench = await benchOfThisTest(temporaryFolder())
  const control = createControlClient({ baseUrl: bench.controlUrl, token: bench.controlToken, fetch })
  const tool = { name: 'callbox', version: '0.0.0-test' }
  const { signal } = new AbortController()
  const ports = { wall: systemWallClock, ids: randomIds, tool, signal }
  return selftest(suite, {
    control,
    judge: (caseIds) => runSuite(suite, bench, { strict: false, timeoutMs: 10_000, caseIds }, ports),
    onProgress: () => undefined,
    signal,
  })
}

it('the matrix of the certification cases is clean', async () => {
  const { undeviated, survivors, idle, alike } = (await matrixOf(TMF677_V1_CERTIFICATION)) ?? {}
  expect({ undeviated, survivors, idle, alike }).toEqual({ undeviated: [], survivors: [], idle: [], alike: [] })
}, 120_000)

it('a server without a deviation fails no row of the profile', async () => {
  expect((await matrixOf(TMF677_V1_PROFILE))?.undeviated).toEqual([])
}, 120_000)
