import { registrationRequests } from '#shared/conformance/registration/registrationRequests'
import type { Target } from '#shared/conformance/targetConfig'
import { monthOf } from '../registration/preparation'
import type { Suite } from '../suite'
import type { RunOptions } from './runSession'

export interface RunChoices extends Omit<RunOptions, 'registration' | 'isUnregistered'> {
  /** That what the suite wants is registered; asserted unless it is denied. */
  readonly registered?: boolean
}

/**
 * What a run does besides sending its steps: the hook filled in.
 * @param now wall instant; what is registered is of its month
 * @throws BenchError `invalidArgument` for a hook that cannot be filled in
 */
export function runOptions(suite: Suite, target: Target, choices: RunChoices, now: number): RunOptions {
  const { registrationHook: hook } = target
  const { registered = true, ...rest } = choices
  const resources = hook && suite.registration ? suite.registration.fill(monthOf(now)).resources : []
  return {
    ...rest,
    isUnregistered: suite.registration !== undefined && !registered,
    ...(hook && { registration: registrationRequests(hook, resources, target) }),
  }
}
