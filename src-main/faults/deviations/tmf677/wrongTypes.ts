// Attributes whose value is of another type than the table of attributes says, where a missing one would not fail the same checks.
import type { Deviation } from '../deviation'
import { setting } from './reportEdits'
import { rowsOf } from './rowsOf'

const type = rowsOf('types')

const NUMBER = { words: 'the number 42', make: () => 42 }
const STRING = { words: 'a string', make: () => 'text' }
const ONE = {
  words: 'one object instead of a list',
  make: (value: unknown) => (Array.isArray(value) ? value[0] : value) as unknown,
}
const NO_DATE = { words: 'no RFC 3339 date-time', make: () => '01/02/2026' }

const ROWS: readonly (readonly [attribute: string, wrong: typeof NUMBER | typeof STRING | typeof ONE])[] = [
  ['id', NUMBER],
  ['href', NUMBER],
  ['description', NUMBER],
  ['bucket.name', NUMBER],
  ['bucket.usageType', NUMBER],
  ['bucket.isShared', STRING],
  ['bucket.product.href', NUMBER],
  ['bucket.product.name', NUMBER],
  ['bucket.product.publicIdentifier', NUMBER],
  ['bucket.product.user', STRING],
  ['bucket.product.user.name', NUMBER],
  ['bucket.product.user.role', NUMBER],
  ['bucket.bucketBalance', ONE],
  ['bucket.bucketBalance.remainingValueLabel', NUMBER],
  ['bucket.bucketBalance.validFor', STRING],
  ['bucket.bucketBalance.validFor.endDateTime', NO_DATE],
  ['bucket.bucketCounter', ONE],
  ['bucket.bucketCounter.countertype', NUMBER],
  ['bucket.bucketCounter.counterType', NUMBER],
  ['bucket.bucketCounter.level', NUMBER],
  ['bucket.bucketCounter.valueLabel', NUMBER],
  ['bucket.bucketCounter.validFor', STRING],
  ['bucket.bucketCounter.validFor.endDateTime', NO_DATE],
  ['relatedParty', ONE],
  ['relatedParty.name', NUMBER],
  ['relatedParty.role', NUMBER],
]

/** `bucket.bucketCounter.validFor` gives `bucket-counter-valid-for`. */
export function dashed(attribute: string): string {
  const [first = '', ...below] = attribute.replace(/^bucket\.(?=bucket[A-Z])/, '').split('.')
  return [first, ...below].join('-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** As a person reads it: `bucket ▸ id`. */
export function shown(attribute: string): string {
  return attribute.split('.').join(' ▸ ')
}

export const WRONG_TYPES: readonly Deviation[] = ROWS.map(([attribute, { words, make }]) =>
  type(
    attribute.endsWith('.counterType') ? 'bucket-counter-v3-type-mistyped' : `${dashed(attribute)}-mistyped`,
    `attribute ${attribute}`,
    `The attribute ${shown(attribute)} is ${words}.`,
    setting(attribute, make),
  ),
)
