// One check for each row of the attribute table: mandatory attributes are there, and whatever is there has its type.
import { isStructure, placesOf, type Place } from '../../place'
import type { Check, Finding } from '../../suite'
import { ATTRIBUTE_TABLE, type AttributeKind, type AttributeRow } from './attributeTable'
import { reportsIn } from './body'
import { selects, type Expectation } from './expectation'
import { met, tolerated, violated } from '../../findings'
import { note } from './readings'
import { parseTimestamp } from './timestamp'

const KINDS: Record<AttributeKind, { readonly words: string; readonly accepts: (value: unknown) => boolean }> = {
  text: { words: 'a string that is not empty', accepts: (value) => typeof value === 'string' && value !== '' },
  number: { words: 'a number', accepts: (value) => typeof value === 'number' },
  flag: { words: 'true or false', accepts: (value) => typeof value === 'boolean' },
  dateTime: {
    words: 'an RFC 3339 date-time',
    accepts: (value) => typeof value === 'string' && parseTimestamp(value) !== undefined,
  },
  structure: { words: 'an object', accepts: isStructure },
  list: { words: 'an array of at least one object', accepts: (value) => isListOfStructures(value) && value.length > 0 },
  anyList: { words: 'an array of objects', accepts: isListOfStructures },
}

function isListOfStructures(value: unknown): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.every(isStructure)
}

function isMandatory({ presence }: AttributeRow, { parent }: Place): boolean {
  if (presence === 'O') return false
  return presence === 'M' || parent?.[presence.unless] === undefined
}

function readingsOf(kind: AttributeKind, value: unknown): ReturnType<typeof note>[] {
  if (kind === 'number' && typeof value === 'string') return [note('U5')]
  return kind === 'dateTime' ? [note('U13', 'dates are RFC 3339 date-times; a full date is accepted')] : []
}

function isFullDate({ value }: Place): boolean {
  return typeof value === 'string' && parseTimestamp(value)?.kind === 'date'
}

function judgePlace(row: AttributeRow, place: Place): readonly Finding[] {
  const { words, accepts } = KINDS[row.kind]
  if (place.value === undefined) {
    return isMandatory(row, place) ? [violated(place, words, `${row.attribute} is mandatory and missing`)] : []
  }
  const notes = readingsOf(row.kind, place.value)
  if (!accepts(place.value)) return [violated(place, words, `${row.attribute} is not ${words}`, notes)]
  if (row.kind === 'dateTime' && isFullDate(place)) {
    return [tolerated(place, words, 'a full date where a date-time belongs', notes)]
  }
  return [met(place, words, `${row.attribute} is ${words}`)]
}

function clauseOf({ attribute, presence }: AttributeRow): string {
  if (attribute.endsWith('.counterType')) return 'attribute table: bucket.bucketCounter.countertype (O)'
  const parent = attribute.split('.').at(-2)
  if (typeof presence === 'object') return `attribute table: ${attribute} (M if ${presence.unless} not included)`
  const condition = presence === 'M' && parent !== undefined && parent !== 'bucket' ? ` if ${parent} included` : ''
  return `attribute table: ${attribute} (${presence}${condition})`
}

/** Of the rows that the request selects. */
export function attributeChecks(expectation: Expectation): Check[] {
  const isSelected = ({ attribute }: AttributeRow) => selects(expectation, attribute.split('.')[0] ?? attribute)
  return ATTRIBUTE_TABLE.filter(isSelected).map((row) => ({
    id: `attribute.${row.attribute}`,
    clause: clauseOf(row),
    judge: (reply) =>
      reportsIn(reply, expectation.resource)
        .flatMap((report) => placesOf(report, row.attribute))
        .flatMap((place) => judgePlace(row, place)),
  }))
}
