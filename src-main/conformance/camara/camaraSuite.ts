import { compile } from './scenario/compile'
import type { Scenario } from './scenario/action'
import { createCamaraStage } from './world/camaraStage'
import type { Mutations, Suite } from '../suite'
import { membersOf, wordsOf } from './schema/members'
import { ALL_SCHEMAS } from './schema/schemas'
import { otherPasts } from './world/otherPasts'

/** Worked out for the self-test alone. */
function mutations(): Mutations {
  const members = [...new Set(ALL_SCHEMAS.flatMap(membersOf))]
  const words = [...new Set(ALL_SCHEMAS.flatMap(wordsOf))]
  return { vocabulary: { members, words }, pasts: otherPasts }
}

/** A suite whose cases bring about by themselves what they take for given. */
export function camaraSuite(
  header: Pick<Suite, 'id' | 'version' | 'title' | 'apiPath' | 'isForeign'>,
  scenarios: readonly Scenario[],
): Suite {
  const { cases, plans } = compile(scenarios, header.apiPath)
  return {
    ...header,
    ownScenario: 'welcome',
    mutations,
    cases,
    openStage: (ports) => createCamaraStage(plans, header.apiPath, ports),
  }
}
