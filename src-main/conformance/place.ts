// Places in a JSON body, with the path by which a report names them.

export interface Place {
  /** `$[0].bucket[0].id` */
  readonly path: string
  /** Undefined when there is nothing at this place. */
  readonly value: unknown
  /** The structure that holds it; undefined at the root and for items of a list. */
  readonly parent?: Readonly<Record<string, unknown>>
}

export function rootOf(value: unknown): Place {
  return { path: '$', value }
}

export function isStructure(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** As a path of RFC 9535 says it: `.name`, or quoted where the name is no plain word. */
export function memberPath(path: string, name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`
}

/** The attribute `name` of a structure, there or not. */
export function attributeOf(place: Place, name: string): Place {
  const path = memberPath(place.path, name)
  if (!isStructure(place.value)) return { path, value: undefined }
  const value = Object.hasOwn(place.value, name) ? place.value[name] : undefined
  return { path, value, parent: place.value }
}

/** The items of a list; none when the place holds no list. */
export function itemsOf(place: Place): Place[] {
  if (!Array.isArray(place.value)) return []
  return place.value.map((value: unknown, index) => ({ path: `${place.path}[${index}]`, value }))
}

function structuresIn(place: Place): Place[] {
  const candidates = Array.isArray(place.value) ? itemsOf(place) : [place]
  return candidates.filter(({ value }) => isStructure(value))
}

/**
 * Every place of the dotted attribute below a structure, through lists and whether or not something is there.
 * Where its parent is missing there is no such place.
 */
export function placesOf(root: Place, attribute: string): Place[] {
  return attribute
    .split('.')
    .reduce<Place[]>((places, name) => places.flatMap(structuresIn).map((parent) => attributeOf(parent, name)), [root])
}
