// The suites judged by their own deviations, as CI and a user do it: every deviation is caught, every check can fail and no
// two deviations look alike.
import { expect, it } from 'vitest'
import type { Matrix } from '#main/conformance/selftest/matrix'
import { runCallbox } from '../support/callboxProcess'

it.each(['tmf677-v1-certification', 'tmf677-v1-profile'])(
  'the matrix of %s is clean, so the command exits 0 and told how far it was',
  async (suite) => {
    const { exitCode, stdout, stderr } = await runCallbox('conformance', 'selftest', suite, '--json')
    const [{ undeviated, survivors, idle, alike } = {}] = JSON.parse(stdout) as Partial<Matrix>[]
    expect({ undeviated, survivors, idle, alike }).toEqual({ undeviated: [], survivors: [], idle: [], alike: [] })
    expect(stderr).toMatch(new RegExp(`${suite}: \\d+ of \\d+ deviations`))
    expect(exitCode).toBe(0)
  },
  240_000,
)
