// Everything that is wrong with a scenario, at once: what the schema says and what it says about itself.
import type { ScenarioProblem } from '#shared/control/scenarioViews'
import { SCENARIO_VERSION, upgradeScenario } from '#shared/domain/scenario/migrations'
import { referenceProblems } from '#shared/domain/scenario/references'
import { zScenario, zScenarioDocument, type Scenario } from '#shared/domain/scenario/scenario'
import { fieldPath } from '#shared/errors/zodIssues'
import type { Assembled } from './assemble'
import { describeIssue } from './describeIssue'
import { deviationProblems, type KnownDeviation } from './deviationProblems'
import { versionProblem } from './fileVersion'
import { suggestionFor } from './suggestion'

export interface CheckedScenario {
  /** Undefined when there are problems. */
  readonly scenario: Scenario | undefined
  readonly problems: readonly ScenarioProblem[]
}

type Locate = Assembled['locate']
type Where = { path: readonly PropertyKey[]; key?: string }

function pathText({ path, key }: Where): string {
  const whole = key === undefined ? path : [...path, key]
  return whole.length === 0 ? '' : fieldPath(whole)
}

/** Of a later version nothing else can be said. */
function laterVersion(document: unknown) {
  const version = (document as { callbox?: unknown } | null)?.callbox
  return typeof version === 'number' && version > SCENARIO_VERSION ? versionProblem(version) : undefined
}

/** Those of the schema first; a place that has one is not complained about twice. */
function allProblems(document: unknown, locate: Locate, deviations: readonly KnownDeviation[]): ScenarioProblem[] {
  const upgraded = upgradeScenario(document)
  const at = (where: Where) => ({ ...locate(where.path, where.key), path: pathText(where) })
  const issues = zScenarioDocument.safeParse(upgraded).error?.issues ?? []
  const ofSchema = issues
    .flatMap((issue) => describeIssue(issue, upgraded))
    .map(({ path, key, reason, fix }) => ({ ...at({ path, ...(key !== undefined && { key }) }), reason, fix }))
  const references = [...referenceProblems(upgraded), ...deviationProblems(upgraded, deviations)]
  const ofReferences = references.map(({ path, reason, known, value, fix = suggestionFor(value, known) }) => {
    return { ...at({ path }), reason, ...(fix !== undefined && { fix }) }
  })
  return [...ofSchema, ...ofReferences]
}

function inReadingOrder(a: ScenarioProblem, b: ScenarioProblem): number {
  if (a.file !== b.file) return 0
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
}

/**
 * @param locate says where in its files a part of the document stands
 * @param deviations those of the catalogue
 */
export function checkScenario(
  document: unknown,
  locate: Locate,
  deviations: readonly KnownDeviation[],
  before: readonly ScenarioProblem[] = [],
): CheckedScenario {
  const later = laterVersion(document)
  if (later)
    return { scenario: undefined, problems: [...before, { ...locate(['callbox']), path: 'callbox', ...later }] }
  const problems = [...before, ...allProblems(document, locate, deviations)].sort(inReadingOrder)
  return { scenario: problems.length === 0 ? zScenario.parse(document) : undefined, problems }
}
