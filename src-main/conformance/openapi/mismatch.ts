// What a validator has against a body, in the words of a check.
import type { ErrorObject } from 'ajv'
import { attributeOf, type Place } from '../place'
import type { Finding } from '../suite'

/** They only say that what stands below them does not hold. */
const SAID_BELOW = ['if', 'allOf', '$ref']

function placeOf(root: Place, pointer: string): Place {
  const names = pointer.split('/').slice(1)
  return names.reduce<Place>((place, escaped) => {
    const name = escaped.replaceAll('~1', '/').replaceAll('~0', '~')
    if (!Array.isArray(place.value)) return attributeOf(place, name)
    return { path: `${place.path}[${name}]`, value: place.value[Number(name)] as unknown }
  }, root)
}

function expectedOf({ keyword, params, schema }: ErrorObject): unknown {
  if (keyword === 'required') return 'a value'
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') return 'nothing: it is not described'
  if (keyword === 'enum') return (params as { allowedValues: unknown }).allowedValues
  if (keyword === 'oneOf' || keyword === 'anyOf') return `${keyword} of ${(schema as unknown[]).length} schemas`
  return typeof schema === 'object' ? keyword : `${keyword} ${JSON.stringify(schema)}`.replaceAll('"', '')
}

/** The member that is too much or missing, which the validator names beside the structure. */
function memberOf({ params }: ErrorObject): string | undefined {
  const { missingProperty, additionalProperty, unevaluatedProperty } = params as Record<string, string | undefined>
  return missingProperty ?? additionalProperty ?? unevaluatedProperty
}

/** @param whose `response` or `request`, whose body it is */
export function findingsOf(errors: readonly ErrorObject[], body: unknown, whose: string): Finding[] {
  const telling = errors.filter(({ keyword }) => !SAID_BELOW.includes(keyword))
  const findings = telling.map((error): Finding => {
    const structure = placeOf({ path: '$', value: body }, error.instancePath)
    const name = memberOf(error)
    const place = name === undefined ? structure : attributeOf(structure, name)
    return {
      outcome: whose === 'response' ? 'violated' : 'observed',
      path: place.path,
      expected: expectedOf(error),
      ...(place.value !== undefined && { actual: place.value }),
      message: `body of the ${whose}: ${error.message ?? error.keyword}`,
    }
  })
  const distinct = new Map(findings.map((finding) => [`${finding.path} ${finding.message}`, finding]))
  return [...distinct.values()]
}
