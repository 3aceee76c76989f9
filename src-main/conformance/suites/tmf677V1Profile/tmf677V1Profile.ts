// Suite `tmf677-v1-profile`: the tables of the TMF677 v1 conformance document, row by row. It takes for given that the three
// reports of its "Prepare" are registered, learns the values to filter by from the target, and leaves nothing behind.
import type { Suite } from '../../suite'
import { FILTER_CASES } from './filterCases'
import { ERROR_CASES, MANDATORY_CASES } from './mandatoryCases'
import { OBSERVED_CASES } from './observedCases'
import { SELECTION_CASES } from './selectionCases'

export const TMF677_V1_PROFILE: Suite = {
  id: 'tmf677-v1-profile',
  version: '1.0.0',
  title: 'TMF677 v1 usage consumption: every row of the document',
  apiPath: '/usageManagement/v1',
  ownScenario: 'tmf677-profile',
  cases: [...MANDATORY_CASES, ...SELECTION_CASES, ...FILTER_CASES, ...ERROR_CASES, ...OBSERVED_CASES],
}
