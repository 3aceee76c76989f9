// Who may import whom (design.md, "The house"): renderer → shared ← main; in main entries and hosts → bench → rooms →
// shared. Rooms do not know each other: a room declares the port that it needs and bench/ supplies it.
import { posix } from 'node:path'
import ts from 'typescript'
import { isTest, scriptOf, type SourceFile, violation } from './sourceFiles'

interface Import {
  /** A path from the root of the repository without extension, or the name of a package. */
  readonly target: string
  readonly position: number
}

const HOSTS = ['desktop', 'commands']
/** The folders of bench/, each of which may import those before it; the files beside them put all of it together. */
const BENCH_FOLDERS = [
  ...['clocks', 'traffic', 'listeners', 'scenarioLibrary', 'scenarioReport', 'stage', 'recording', 'dataFolder'],
  'handlers',
]
const OWN_TREES = /^(src-shared|src-main|src-renderer|test)\//

function resolveTarget(path: string, specifier: string): string {
  if (specifier.startsWith('#shared/')) return specifier.replace('#shared/', 'src-shared/')
  if (specifier.startsWith('#main/')) return specifier.replace('#main/', 'src-main/')
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier)
  return specifier
}

/** Every import of a file, of types and dynamic ones too. */
function importsOf(file: SourceFile): Import[] {
  return ts
    .preProcessFile(scriptOf(file), true, true)
    .importedFiles.map(({ fileName, pos }) => ({ target: resolveTarget(file.path, fileName), position: pos }))
}

/** `src-main/usage/x.ts` → `usage`; a file directly in src-main is its own part, `cli`. */
function partOf(path: string): string {
  return path.split('/')[1]?.replace(/\.ts$/, '') ?? ''
}

function refusalInBench(path: string, target: string): string | undefined {
  const [from, to] = [path, target].map((file) => BENCH_FOLDERS.indexOf(file.split('/')[2] ?? ''))
  if (from === undefined || to === undefined || from < 0 || to <= from) return undefined
  return `bench/${BENCH_FOLDERS[from]}/ does not import ${BENCH_FOLDERS[to]}/; take what is needed as a port`
}

function refusalInMain(path: string, target: string): string | undefined {
  const [from, to] = [partOf(path), partOf(target)]
  const isHost = HOSTS.includes(from) || from === 'electron' || from === 'cli'
  if (target.startsWith('src-renderer/')) return 'main does not know the window; they meet in src-shared/control'
  if (from === 'bench' && to === 'bench') return refusalInBench(path, target)
  if (from === to || target.startsWith('src-shared/')) return undefined
  if (to === 'electron' || to === 'cli') return 'nothing imports an entry; move what is needed into a room'
  if (HOSTS.includes(to) && from !== 'electron' && from !== 'cli') return `only an entry imports the host ${to}/`
  if (isHost || from === 'bench') return undefined
  return `the room ${from}/ does not import ${to}/; declare the port in ${from}/ and let bench/ supply it`
}

function refusalOfOwn(path: string, target: string): string | undefined {
  if (path.startsWith('src-main/')) return refusalInMain(path, target)
  const tree = path.split('/')[0] ?? ''
  if (target.startsWith(`${tree}/`)) return undefined
  if (tree === 'src-shared')
    return 'src-shared imports only itself and zod; move the code there, or take it as a parameter'
  return target.startsWith('src-shared/')
    ? undefined
    : 'the window knows only src-shared; ask the bench through src-shared/control'
}

function refusalOfPackage(path: string, name: string): string | undefined {
  const mayUseElectron = path.startsWith('src-main/desktop/') || path === 'src-main/electron.ts'
  if (/^electron(\/|$)/.test(name) && !mayUseElectron)
    return 'only desktop/ and electron.ts import electron; let them hand it in'
  if (path.startsWith('src-shared/') && name !== 'zod')
    return 'src-shared imports only itself and zod; take it as a parameter'
  if (path.startsWith('src-renderer/') && name.startsWith('node:'))
    return 'the window runs in a browser; ask the bench instead'
  return undefined
}

function refusalOf(file: SourceFile, target: string): string | undefined {
  const isOwn = OWN_TREES.test(target)
  // A unit test may use the test tools and what test/support offers; the directions hold for it all the same.
  if (isTest(file) && (!isOwn || target.startsWith('test/support/'))) return undefined
  return isOwn ? refusalOfOwn(file.path, target) : refusalOfPackage(file.path, target)
}

export function importViolations(file: SourceFile): string[] {
  if (file.path.startsWith('test/')) return []
  return importsOf(file).flatMap(({ target, position }) => {
    const refusal = refusalOf(file, target)
    return refusal === undefined ? [] : [violation(file, position, `imports ${target}: ${refusal}`)]
  })
}

/**
 * The chain of files by which `entry` comes to import `name`, whose last link is `name` itself.
 * @returns undefined when it does not reach it
 */
export function wayTo(name: string, entry: string, files: readonly SourceFile[]): string[] | undefined {
  const byTarget = new Map(files.map((file) => [file.path.replace(/\.(ts|vue|mjs)$/, ''), file]))
  const ways = [[entry.replace(/\.ts$/, '')]]
  const seen = new Set(ways.flat())
  for (const way of ways) {
    const file = byTarget.get(way.at(-1) ?? '')
    for (const { target } of file ? importsOf(file) : []) {
      if (target === name) return [...way, target]
      if (!seen.has(target)) ways.push([...way, target])
      seen.add(target)
    }
  }
  return undefined
}
