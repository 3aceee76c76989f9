// The table "MANDATORY AND OPTIONAL ATTRIBUTES" of the conformance document, row by row. A row below another one counts
// only where the structure above it is there, which is what "M if user included" says.

/** `list`: an array of structures with at least one; `anyList`: possibly none. */
export type AttributeKind = 'text' | 'number' | 'flag' | 'dateTime' | 'structure' | 'list' | 'anyList'

export interface AttributeRow {
  /** Dotted, from the report on. */
  readonly attribute: string
  readonly kind: AttributeKind
  /** `{ unless }`: mandatory if that sibling is not included. */
  readonly presence: 'M' | 'O' | { readonly unless: string }
}

function row(attribute: string, kind: AttributeKind, presence: AttributeRow['presence']): AttributeRow {
  return { attribute, kind, presence }
}

export const ATTRIBUTE_TABLE: readonly AttributeRow[] = [
  row('id', 'text', 'O'),
  row('href', 'text', 'O'),
  row('name', 'text', 'M'),
  row('description', 'text', 'O'),
  row('effectiveDate', 'dateTime', 'M'),
  row('bucket', 'list', 'M'),
  row('bucket.id', 'text', 'M'),
  row('bucket.name', 'text', 'O'),
  row('bucket.usageType', 'text', 'O'),
  row('bucket.isShared', 'flag', 'O'),
  row('bucket.product', 'structure', 'M'),
  row('bucket.product.id', 'text', 'M'),
  row('bucket.product.href', 'text', 'O'),
  row('bucket.product.name', 'text', 'O'),
  row('bucket.product.publicIdentifier', 'text', 'O'),
  row('bucket.product.user', 'structure', 'O'),
  row('bucket.product.user.id', 'text', 'M'),
  row('bucket.product.user.name', 'text', 'O'),
  row('bucket.product.user.role', 'text', 'O'),
  row('bucket.bucketBalance', 'list', { unless: 'bucketCounter' }),
  row('bucket.bucketBalance.unit', 'text', 'M'),
  row('bucket.bucketBalance.remainingValue', 'number', 'M'),
  row('bucket.bucketBalance.remainingValueLabel', 'text', 'O'),
  row('bucket.bucketBalance.validFor', 'structure', 'O'),
  row('bucket.bucketBalance.validFor.startDateTime', 'dateTime', 'M'),
  row('bucket.bucketBalance.validFor.endDateTime', 'dateTime', 'O'),
  row('bucket.bucketCounter', 'list', { unless: 'bucketBalance' }),
  row('bucket.bucketCounter.countertype', 'text', 'O'),
  row('bucket.bucketCounter.counterType', 'text', 'O'), // not a row of the table: the later spelling (reading U19)
  row('bucket.bucketCounter.level', 'text', 'O'),
  row('bucket.bucketCounter.unit', 'text', 'M'),
  row('bucket.bucketCounter.value', 'number', 'M'),
  row('bucket.bucketCounter.valueLabel', 'text', 'O'),
  row('bucket.bucketCounter.validFor', 'structure', 'O'),
  row('bucket.bucketCounter.validFor.startDateTime', 'dateTime', 'M'),
  row('bucket.bucketCounter.validFor.endDateTime', 'dateTime', 'O'),
  row('relatedParty', 'anyList', 'O'),
  row('relatedParty.id', 'text', 'M'),
  row('relatedParty.name', 'text', 'O'),
  row('relatedParty.role', 'text', 'O'),
]
