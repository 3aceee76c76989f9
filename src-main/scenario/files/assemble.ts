// One scenario out of its file and those it includes: their lists one after the other, all else from the file itself.
import type { ScenarioProblem } from '#shared/control/scenarioViews'
import { upgradeScenario } from '#shared/domain/scenario/migrations'
import { SCENARIO_LISTS } from '#shared/domain/scenario/scenario'
import { versionProblem } from './fileVersion'
import type { Gathered } from './gatherSources'
import type { Place, Source } from './source'

type Fields = Record<string, unknown>
type Path = readonly PropertyKey[]

export interface Assembled {
  readonly document: Fields
  readonly problems: readonly ScenarioProblem[]
  /** Where a part of the document stands. @param key names a key of the mapping at the path instead of its value */
  readonly locate: (path: Path, key?: string) => Place & { readonly file: string }
}

const LISTS: readonly string[] = SCENARIO_LISTS
const INCLUDABLE: readonly string[] = [...LISTS, 'include', 'callbox']

function isMapping(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function problemAt(source: Source, key: string, reason: string, fix: string): ScenarioProblem {
  return { file: source.file, ...source.placeOfKey([], key), path: key, reason, fix }
}

/** Of a file that is included: what only the scenario itself may say. */
function misplaced(source: Source): ScenarioProblem[] {
  if (!isMapping(source.value)) return []
  return Object.keys(source.value)
    .filter((key) => !INCLUDABLE.includes(key))
    .map((key) => problemAt(source, key, 'has no place in an included file', `it may have ${INCLUDABLE.join(', ')}`))
}

function noMapping({ file, value, problems, placeOf }: Source, fix: string): ScenarioProblem[] {
  if (isMapping(value) || problems.length > 0) return []
  return [{ file, ...placeOf([]), path: '', reason: 'is no mapping', fix }]
}

/** A file that is included may be of another version than the scenario; one that does not say is of the same. */
function inTodaysVersion(source: Source, version: unknown): { source?: Source; problems: readonly ScenarioProblem[] } {
  if (!isMapping(source.value))
    return { source, problems: noMapping(source, 'begin with one of its lists, such as devices:') }
  const own = source.value['callbox']
  const problem = own === undefined ? undefined : versionProblem(own)
  if (problem) return { problems: [{ file: source.file, ...source.placeOf(['callbox']), path: 'callbox', ...problem }] }
  const value = upgradeScenario({ ...source.value, callbox: own ?? version })
  return { source: { ...source, value }, problems: misplaced(source) }
}

interface Origin {
  readonly source: Source
  readonly index: number
}

/** The items of one list, from every file that has it, and where each comes from. */
function itemsOf(list: string, sources: readonly Source[]) {
  const items: unknown[] = []
  const origins: Origin[] = []
  const problems: ScenarioProblem[] = []
  for (const source of sources) {
    const some = isMapping(source.value) ? source.value[list] : undefined
    if (some === undefined) continue
    if (!Array.isArray(some)) {
      problems.push(problemAt(source, list, 'is not a list', 'begin each item with "- ", or leave the key out'))
      continue
    }
    some.forEach((item: unknown, index) => {
      items.push(item)
      origins.push({ source, index })
    })
  }
  return { items, origins, problems }
}

export function assemble({ sources, problems }: Gathered): Assembled {
  const root = sources.at(-1)
  if (!root) throw new Error('a scenario has at least its own file')
  const { include: _, ...document }: Fields = isMapping(root.value) ? (upgradeScenario(root.value) as Fields) : {}
  const version = isMapping(root.value) ? root.value['callbox'] : undefined
  const included = sources.slice(0, -1).map((source) => inTodaysVersion(source, version))
  const found = [
    ...problems,
    ...included.flatMap((one) => one.problems),
    ...noMapping(root, 'begin with callbox: 1, name and title'),
  ]
  const readable = [...included.flatMap(({ source }) => source ?? []), { ...root, value: document }]
  const originsOf = new Map<PropertyKey, Origin[]>()
  for (const list of LISTS) {
    const { items, origins, problems: more } = itemsOf(list, readable)
    found.push(...more)
    originsOf.set(list, origins)
    if (items.length > 0 || list in document) document[list] = items
  }
  return {
    document,
    problems: found,
    locate(path, key) {
      const [list, index, ...rest] = path
      const origin = typeof index === 'number' ? originsOf.get(list ?? '')?.[index] : undefined
      const { source, path: within } = origin
        ? { source: origin.source, path: [list ?? '', origin.index, ...rest] }
        : { source: root, path }
      const place = key === undefined ? source.placeOf(within) : source.placeOfKey(within, key)
      return { file: source.file, ...place }
    },
  }
}
