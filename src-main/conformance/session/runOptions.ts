import type { Target } from '#shared/conformance/targetConfig'
import { monthOf } from '../registration/preparation'
import { registrationRequests } from '../registration/registrationRequests'
import type { Suite } from '../suite'
import type { RunOptions } from './runSession'

export type RunChoices = Omit<RunOptions, 'registration'>

/**
 * What a run does besides sending its steps: the hook filled in.
 * @param now wall instant; what is registered is of its month
 * @throws BenchError `invalidArgument` for a hook that cannot be filled in
 */
export function runOptions(suite: Suite, target: Target, choices: RunChoices, now: number): RunOptions {
  const { registrationHook: hook } = target
  const resources = hook && suite.registration ? suite.registration.fill(monthOf(now)).resources : []
  return {
    ...choices,
    ...(hook && { registration: registrationRequests(hook, resources, target) }),
  }
}
