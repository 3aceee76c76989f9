// The suites judged by their own deviations, as CI and a user do it: every deviation is caught, every check can fail and no
// two deviations look alike.
import { expect, it } from 'vitest'
import { SUITES } from '#main/conformance/suites/suites'
import type { Matrix } from '#main/conformance/selftest/matrix'
import { runCallbox } from '../support/callboxProcess'

it('the matrix of each suite is clean, so the command exits 0', async () => {
  const { exitCode, stdout, stderr } = await runCallbox('conformance', 'selftest', '--json')
  const matrices = JSON.parse(stdout) as Matrix[]
  expect(matrices.map(({ suite }) => suite)).toEqual(SUITES.map(({ id }) => id))
  for (const { suite, undeviated, survivors, idle, alike } of matrices) {
    expect({ suite, undeviated, survivors, idle, alike }).toEqual({
      suite,
      undeviated: [],
      survivors: [],
      idle: [],
      alike: [],
    })
  }
  expect(stderr).toMatch(/tmf677-v1-profile: \d+ of \d+ deviations/)
  expect(exitCode).toBe(0)
}, 300_000)
