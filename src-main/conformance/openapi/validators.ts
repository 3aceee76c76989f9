// Validators of described schemas, each compiled when it is first needed.
import type { ErrorObject } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Described, Descriptions } from './descriptions'
import { createConverter, type Direction } from './jsonSchema'

export interface Validators {
  /** @throws RangeError or Error for a schema that cannot be compiled */
  mismatches(schema: Described, value: unknown): readonly ErrorObject[]
}

function openAjv(): Ajv2020 {
  // Published files hold patterns and keywords that a strict reader refuses.
  const lenient = { strict: false, unicodeRegExp: false, validateSchema: false, logger: false } as const
  const ajv = new Ajv2020({ ...lenient, allErrors: true, verbose: true })
  addFormats(ajv)
  return ajv
}

export function createValidators(descriptions: Descriptions, direction: Direction): Validators {
  let ajv = openAjv()
  const ids = new Map<string, string>()
  const waiting: { id: string; place: Described; isPlain: boolean }[] = []
  const convert = createConverter(descriptions, direction, { idOf })

  function idOf(place: Described, isPlain = false): string {
    const key = `${isPlain} ${place.file}#${place.pointer}`
    const known = ids.get(key)
    if (known !== undefined) return known
    const id = `described:/${ids.size}`
    ids.set(key, id)
    waiting.push({ id, place, isPlain })
    return id
  }

  function validatorOf(schema: Described) {
    const id = idOf(descriptions.meant(schema))
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      ajv.addSchema(convert(next.place, next.isPlain) as object, next.id)
    }
    return ajv.getSchema(id)
  }

  /** Schemas that were not made would be missed by others. */
  function startAnew(): void {
    ajv = openAjv()
    ids.clear()
    waiting.length = 0
  }

  return {
    mismatches(schema, value) {
      try {
        const validate = validatorOf(schema)
        return validate === undefined || validate(value) === true ? [] : (validate.errors ?? [])
      } catch (error) {
        startAnew()
        throw error
      }
    },
  }
}
