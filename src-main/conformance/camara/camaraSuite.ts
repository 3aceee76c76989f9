import { compile } from './scenario/compile'
import type { Scenario } from './scenario/action'
import { createCamaraStage } from './world/camaraStage'
import type { Suite } from '../suite'

/** A suite whose cases bring about by themselves what they take for given. */
export function camaraSuite(
  header: Pick<Suite, 'id' | 'version' | 'title' | 'apiPath' | 'isForeign'>,
  scenarios: readonly Scenario[],
): Suite {
  const { cases, plans } = compile(scenarios, header.apiPath)
  return {
    ...header,
    ownScenario: 'welcome',
    cases,
    openStage: (ports) => createCamaraStage(plans, header.apiPath, ports),
  }
}
