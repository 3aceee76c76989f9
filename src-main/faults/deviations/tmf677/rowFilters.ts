// Each filter of the document got wrong: applied by halves, and refused where nothing matches. One that is ignored throughout
// is missing here, for an optional filter may be (decisions/supported-or-wrong.md).
import type { Deviation } from '../deviation'
import { asNotFound, editingList, filterValue, whenNothingHas } from './reportEdits'
import { PROFILE, rowsOf } from './rowsOf'
import { dashed, shown } from './wrongTypes'

const filter = rowsOf('filters of the tables', PROFILE)

/** Of these the certification cases ask for an unknown value too. */
const CERTIFIED = ['bucket.product.id', 'relatedParty.id']

/** Their values are all carried: nothing is ever empty. */
const NEVER_EMPTY = ['bucket.isShared']

const FILTERS = [
  'name',
  'bucket.id',
  'bucket.name',
  'bucket.usageType',
  ...NEVER_EMPTY,
  'bucket.bucketCounter.validFor.startDateTime',
  'bucket.bucketCounter.validFor.endDateTime',
  'bucket.product.name',
  'bucket.publicIdentifier',
  'bucket.product.publicIdentifier',
  'bucket.user.id',
  'bucket.product.user.id',
  'bucket.user.name',
  'bucket.product.user.name',
  'bucket.product.user.role',
  'relatedParty.name',
  'relatedParty.role',
  ...CERTIFIED,
]

const halfApplied = (parameter: string) =>
  filter(
    `filter-${dashed(parameter)}-half-applied`,
    `filter ${parameter}`,
    `The filter by ${shown(parameter)} loses the first report that matches.`,
    editingList((reports, url) => (filterValue(url, parameter) === null ? reports : reports.slice(1))),
  )

const unknownRefused = (parameter: string) =>
  filter(
    `filter-${dashed(parameter)}-404`,
    `filter ${parameter}`,
    `The filter by ${shown(parameter)} is answered with 404 where nothing matches.`,
    whenNothingHas(parameter, asNotFound),
  )

/** Of two criteria only the first is applied, where both are there. */
function secondIgnored(first: string, second: string) {
  return {
    rewrite(url: URL) {
      const rewritten = new URL(url)
      if (url.searchParams.has(first)) rewritten.searchParams.delete(second)
      return rewritten
    },
  }
}

const AND: readonly Deviation[] = [
  filter(
    'filter-and-second-ignored',
    'Definitions, Filtered Search: logical AND',
    'The filter by product is ignored where there is one by user.',
    secondIgnored('relatedParty.id', 'bucket.product.id'),
  ),
  filter(
    'filter-and-across-buckets',
    'Definitions, Filtered Search: logical AND',
    'Two criteria on buckets may be met by two buckets.',
    secondIgnored('bucket.product.id', 'bucket.id'),
  ),
]

const refusable = FILTERS.filter((parameter) => ![...CERTIFIED, ...NEVER_EMPTY].includes(parameter))

export const ROW_FILTERS: readonly Deviation[] = [...FILTERS.map(halfApplied), ...refusable.map(unknownRefused), ...AND]
