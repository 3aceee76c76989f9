import { compile } from '../../camara/scenario/compile'
import type { Scenario } from '../../camara/scenario/action'
import { createCamaraStage } from '../../camara/world/camaraStage'
import type { Suite } from '../../suite'

/** A suite whose cases bring about by themselves what they take for given. */
export function camaraSuite(
  header: Pick<Suite, 'id' | 'version' | 'title' | 'apiPath'>,
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
