// The parsed files of a folder, and what their references point to. A reference into another file is looked up by its path
// and, since published files are often copied out of their repository, else by the name of the file alone.
import { posix } from 'node:path'
import { isStructure } from '../place'

/** A place in a file. */
export interface Described {
  /** The file's path below the folder. */
  readonly file: string
  /** RFC 6901, from the root of the file: `/components/schemas/Device`. */
  readonly pointer: string
  readonly value: unknown
}

export interface Descriptions {
  readonly files: readonly string[]
  readonly root: (file: string) => Described
  /** A member of a place; its value is undefined where there is none. */
  readonly member: (place: Described, ...names: readonly string[]) => Described
  /** What is meant by a place: the end of its references. @throws RangeError that names one that leads nowhere */
  readonly meant: (place: Described) => Described
}

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')
const unescaped = (name: string) => decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~')

export function membersOf({ value }: Described): Record<string, unknown> {
  return isStructure(value) ? value : {}
}

/** @param roots by the path of the file below its folder */
export function createDescriptions(roots: ReadonlyMap<string, unknown>): Descriptions {
  const files = [...roots.keys()]
  const root = (file: string): Described => ({ file, pointer: '', value: roots.get(file) })

  function fileMeant(from: string, path: string): string | undefined {
    if (path === '') return from
    const near = posix.normalize(posix.join(posix.dirname(from), path))
    if (roots.has(near)) return near
    const alike = files.filter((file) => posix.basename(file) === posix.basename(path))
    return alike.length === 1 ? alike[0] : undefined
  }

  function member(place: Described, ...names: readonly string[]): Described {
    return names.reduce<Described>((at, name) => {
      const { file, pointer, value } = at
      const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      const inner = isThere ? (value as Record<string, unknown>)[name] : undefined
      return { file, pointer: `${pointer}/${escaped(name)}`, value: inner }
    }, place)
  }

  function target(from: Described, reference: string): Described {
    const [path = '', pointer = ''] = reference.split('#')
    const file = fileMeant(from.file, path)
    const names = pointer.split('/').slice(1).map(unescaped)
    const found = file === undefined ? undefined : member(root(file), ...names)
    if (found?.value === undefined) throw new RangeError(`${from.file} refers to ${reference}, which is not there`)
    return found
  }

  function meant(place: Described, seen: readonly string[] = []): Described {
    const { $ref: reference } = membersOf(place)
    if (typeof reference !== 'string') return place
    if (seen.includes(reference)) throw new RangeError(`${place.file} refers to ${reference} in a circle`)
    return meant(target(place, reference), [...seen, reference])
  }

  return { files, root, member, meant: (place) => meant(place) }
}
