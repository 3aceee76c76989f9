// From the schemas of OpenAPI 3 and Swagger 2 to JSON Schema, which a validator understands: references, `nullable`,
// `discriminator`, and what is only read or only written.
import { isStructure } from '../place'
import { membersOf, type Described, type Descriptions } from './descriptions'

type Schema = Record<string, unknown>

/** A schema is asked for by its place; it may be asked for itself again, through others, before it is made. */
interface SchemaSource {
  /** The id under which the schema of this place will be found. */
  idOf(place: Described, isPlain?: boolean): string
}

export type Direction = 'request' | 'response'

const ALTERNATIVES = ['oneOf', 'anyOf']
const OF_SCHEMAS = ['allOf', 'anyOf', 'oneOf', 'prefixItems']
const OF_NAMES = ['properties', 'patternProperties', 'dependentSchemas']
const OF_ONE = [
  'items',
  'additionalProperties',
  'not',
  'contains',
  'propertyNames',
  'unevaluatedProperties',
  'if',
  'then',
  'else',
]
/** Say nothing about a value, or are said in another way here. */
const LEFT_OUT = [
  'nullable',
  'x-nullable',
  'discriminator',
  'example',
  'examples',
  'xml',
  'externalDocs',
  'id',
  '$id',
  '$schema',
]

function isRef(value: unknown): boolean {
  return isStructure(value) && typeof value.$ref === 'string'
}

function isSame(one: Described, other: Described): boolean {
  return one.file === other.file && one.pointer === other.pointer
}

/** The name that a value of the discriminator has, unless a mapping says another: that of the schema. */
function nameOf({ pointer }: Described): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1)
}

export function createConverter(descriptions: Descriptions, direction: Direction, source: SchemaSource) {
  const { member, meant, root } = descriptions

  function converted(place: Described, isPlain = false): unknown {
    if (isRef(place.value)) return { $ref: source.idOf(meant(place), isPlain) }
    if (!isStructure(place.value)) return place.value
    const schema = bounded(demanded(place, inner(place)))
    const choice = choiceOf(place)
    if (choice === undefined) return nullable(place.value, schema)
    const own = Object.fromEntries(Object.entries(schema).filter(([name]) => !ALTERNATIVES.includes(name)))
    return nullable(place.value, isPlain ? own : { allOf: [own, ...choice] })
  }

  /** Each keyword, with the schemas in it converted. */
  function inner(place: Described): Schema {
    const kept = Object.entries(membersOf(place)).filter(([name]) => !LEFT_OUT.includes(name))
    return Object.fromEntries(kept.map(([name]) => [name, keyword(name, member(place, name), place)]))
  }

  function keyword(name: string, place: Described, whole: Described): unknown {
    const { value } = place
    if (OF_ONE.includes(name)) return converted(place)
    if (OF_NAMES.includes(name)) {
      return Object.fromEntries(Object.keys(membersOf(place)).map((one) => [one, converted(member(place, one))]))
    }
    if (OF_SCHEMAS.includes(name) && Array.isArray(value)) {
      const items = value.map((_, index) => member(place, String(index)))
      return items.map((item) => converted(item, name === 'allOf' && isExtended(item, whole)))
    }
    return name === 'type' && value === 'file' ? ['string', 'object', 'array', 'number', 'boolean'] : value
  }

  /** What is only read is not demanded of a request, nor what is only written of a response. */
  function demanded(place: Described, schema: Schema): Schema {
    const { required, ...rest } = schema
    if (!Array.isArray(required)) return rest
    const absent = direction === 'request' ? 'readOnly' : 'writeOnly'
    const isAbsent = (name: unknown) => {
      const property = member(place, 'properties', String(name))
      return property.value !== undefined && membersOf(meant(property))[absent] === true
    }
    return { ...rest, required: required.filter((name) => !isAbsent(name)) }
  }

  /** OpenAPI 3.0 has booleans here. */
  function bounded(schema: Schema): Schema {
    const { exclusiveMinimum, exclusiveMaximum, ...rest } = schema
    const above = exclusiveMinimum === true ? { exclusiveMinimum: rest.minimum } : {}
    const below = exclusiveMaximum === true ? { exclusiveMaximum: rest.maximum } : {}
    return {
      ...rest,
      ...(typeof exclusiveMinimum === 'number' ? { exclusiveMinimum } : above),
      ...(typeof exclusiveMaximum === 'number' ? { exclusiveMaximum } : below),
    }
  }

  /** Of each value of the discriminator the schema that it names. */
  function branchesOf(place: Described): Map<string, Described> {
    const schema = membersOf(place)
    const mapping = member(place, 'discriminator', 'mapping')
    const list = ALTERNATIVES.find((name) => Array.isArray(schema[name]))
    const alternatives = list === undefined ? extending(place) : itemsOf(member(place, list))
    const mapped = Object.entries(membersOf(mapping)).flatMap(([value, to]) => {
      const branch = mappedTo(place, String(to))
      return branch ? [[value, branch] as const] : []
    })
    const unnamed = alternatives.filter((one) => !mapped.some(([, to]) => isSame(one, to)))
    return new Map([...unnamed.map((one) => [nameOf(one), one] as const), ...mapped])
  }

  function itemsOf(list: Described): Described[] {
    return (list.value as unknown[]).map((_, index) => meant(member(list, String(index))))
  }

  /** A reference, or the bare name of a schema; published mappings hold some that are not there (reading C21). */
  function mappedTo(place: Described, to: string): Described | undefined {
    const $ref = /[/#.]/.test(to) ? to : `#/components/schemas/${to}`
    try {
      return meant({ ...place, value: { $ref } })
    } catch {
      return undefined
    }
  }

  /** The schemas of the file that are made of this one and more. */
  function extending(place: Described): Described[] {
    const schemas = member(root(place.file), 'components', 'schemas')
    return Object.keys(membersOf(schemas))
      .map((name) => member(schemas, name))
      .filter((schema) => Array.isArray(membersOf(schema).allOf))
      .filter((schema) => itemsOf(member(schema, 'allOf')).some((one) => isSame(one, place)))
  }

  /** Whether the schema extends one whose discriminator leads back to it. */
  function isExtended(item: Described, schema: Described): boolean {
    const base = meant(item)
    const branches = isStructure(membersOf(base).discriminator) ? branchesOf(base) : new Map<string, Described>()
    return [...branches.values()].some((branch) => isSame(branch, schema))
  }

  /** In place of the alternatives: the property, and by its value the one of them that counts. */
  function choiceOf(place: Described): Schema[] | undefined {
    const { discriminator, oneOf, anyOf } = membersOf(place)
    if (!isStructure(discriminator) || typeof discriminator.propertyName !== 'string') return undefined
    const name = discriminator.propertyName
    const branches = branchesOf(place)
    const choices = [...branches].map(([value, branch]) => ({
      if: { type: 'object', required: [name], properties: { [name]: { const: value } } },
      then: { $ref: source.idOf(branch, isSame(branch, place)) },
    }))
    if (oneOf === undefined && anyOf === undefined) return choices
    return [{ type: 'object', required: [name], properties: { [name]: { enum: [...branches.keys()] } } }, ...choices]
  }

  function nullable(original: Schema, schema: Schema): Schema {
    if (original.nullable !== true && original['x-nullable'] !== true) return schema
    return { anyOf: [{ type: 'null' }, schema] }
  }

  return converted
}
