// The sources that the house rules judge, and how a rule tells what it found.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'vue/compiler-sfc'

const ROOT = resolve(import.meta.dirname, '../..')

export interface SourceFile {
  /** From the root of the repository, with slashes. */
  readonly path: string
  readonly text: string
}

export const isTest = ({ path }: SourceFile) => path.endsWith('.test.ts') || path.startsWith('test/')

/** Every ts, vue and mjs file of the given top-level folders; not what the UI library generates into a `node_modules`. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((path) => /\.(ts|vue|mjs)$/.test(path) && !/[\\/]node_modules[\\/]/.test(path))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(ROOT, path), 'utf8') }))
}

/** The script of a file: all of it, or of a Vue component its script blocks, each on the lines it has in the file. */
export function scriptOf({ path, text }: SourceFile): string {
  if (!path.endsWith('.vue')) return text
  const { script, scriptSetup } = parse(text, { filename: path }).descriptor
  const blocks = [script, scriptSetup]
    .filter((block) => block !== null)
    .map(({ loc }) => [loc.start.offset, loc.end.offset])
  return text.replace(/[^\n]/g, (character, at: number) =>
    blocks.some(([start = 0, end = 0]) => start <= at && at < end) ? character : ' ',
  )
}

/** `src-main/x.ts:12: what is wrong; what to do instead` */
export function violation(file: SourceFile, position: number, message: string): string {
  return `${file.path}:${file.text.slice(0, position).split('\n').length}: ${message}`
}
