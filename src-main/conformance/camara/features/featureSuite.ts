// Feature files as a suite: each scenario a case, each step by its definition.
import type { Suite } from '../../suite'
import type { Action, Scenario } from '../scenario/action'
import { camaraSuite } from '../camaraSuite'
import { readFeatures, type FeatureScenario } from './readFeatures'
import { createStepRegistry, type StepRegistry } from './stepRegistry'

/** What is demanded by the step alone is found at its place; what a schema demands, there. */
function placed(action: Action, place: string, text: string): Action {
  if (action.kind === 'check' && action.clause === undefined) return { ...action, clause: `${place}: ${text}` }
  return action.kind === 'given' ? { ...action, text } : action
}

function actionsOf({ file, steps }: FeatureScenario, registry: StepRegistry): Action[] {
  let basePath = ''
  const actions: Action[] = []
  for (const { text, line } of steps) {
    const place = `${file}:${line}`
    const found = registry.actionsOf(text, { basePath })
    if (found === undefined) actions.push({ kind: 'unknown', text: `${place} "${text}"` })
    for (const action of found ?? []) {
      if (action.kind === 'resource') basePath = action.path
      actions.push(placed(action, place, text))
    }
  }
  return actions
}

/** The last tag is the scenario's own; those of the feature come before it. */
function nameOf({ tags, file, line }: FeatureScenario): string {
  return tags.at(-1) ?? `${file}:${line}`
}

/** Files of several releases have the same tags: then the file goes in front, and the line where even that is not enough. */
function idsOf(scenarios: readonly FeatureScenario[]): string[] {
  const isTaken = (ids: readonly string[], id: string) => ids.filter((one) => one === id).length > 1
  const names = scenarios.map(nameOf)
  const withFile = scenarios.map((one, index) => {
    const name = names[index] ?? ''
    return isTaken(names, name) ? `${one.file}:${name}` : name
  })
  return scenarios.map(({ line }, index) => {
    const id = withFile[index] ?? ''
    return isTaken(withFile, id) ? `${id}:${line}` : id
  })
}

/** @throws BenchError that names `--features`, when the folder holds no feature file or one is no Gherkin */
export async function featureSuite(folder: string): Promise<Suite> {
  const features = await readFeatures(folder)
  const registry = createStepRegistry()
  const ids = idsOf(features)
  const scenarios = features.map((feature, index): Scenario => {
    return { id: ids[index] ?? '', title: feature.name, actions: actionsOf(feature, registry) }
  })
  const header = {
    id: 'features',
    version: '1',
    title: `Feature files of ${folder}`,
    apiPath: '',
    isForeign: true,
  } as const
  return camaraSuite(header, scenarios)
}
