// The suites judged by their own deviations: every one is caught, every check can fail, no two look alike.
import { expect, it } from 'vitest'
import { createControlClient } from '#shared/control/client'
import { randomIds } from '#main/bench/ids'
import { systemWallClock } from '#main/bench/wallClock'
import { runSuite } from '#main/conformance/runner'
import { selftest } from '#main/conformance/selftest/selftest'
import { SUITES } from '#main/conformance/suites/suites'
import { benchOfThisTest } from '../support/benchFixture'
import { temporaryFolder } from '../support/temporaryFolder'

it.each(SUITES.map((suite) => [suite.id, suite] as const))(
  '%s has a clean matrix',
  async (_, suite) => {
    const bench = await benchOfThisTest(temporaryFolder())
    const control = createControlClient({ baseUrl: bench.controlUrl, token: bench.controlToken, fetch })
    const tool = { name: 'callbox', version: '0.0.0-test' }
    const { signal } = new AbortController()
    const matrix = await selftest(suite, {
      control,
      judge: (one) =>
        runSuite(
          one,
          bench,
          { strict: false, timeoutMs: 10_000 },
          { wall: systemWallClock, ids: randomIds, tool, signal },
        ),
      onProgress: () => undefined,
      signal,
    })
    const { undeviated, survivors, idle, alike } = matrix ?? {}
    expect({ undeviated, survivors, idle, alike }).toEqual({ undeviated: [], survivors: [], idle: [], alike: [] })
  },
  120_000,
)
