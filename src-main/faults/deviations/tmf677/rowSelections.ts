// Each row of attribute selection got wrong, on a list in one way and on one report in another.
import type { Behaviour } from '../../behaviour'
import type { Deviation } from '../deviation'
import { editingReports, type Json } from './reportEdits'
import { PROFILE, rowsOf } from './rowsOf'
import { dashed, shown } from './wrongTypes'

const selection = rowsOf('selections of the table', PROFILE)

const MANDATORY = [
  'id',
  'href',
  'name',
  'description',
  'effectiveDate',
  'bucket',
  'relatedParty',
  'bucket.product',
  'bucket.bucketBalance',
  'bucket.bucketCounter',
  'id,name',
]
/** May be unknown to a server, so they are wrong only where they bring what was not selected. */
const OPTIONAL = ['bucket.id', 'bucket.name', 'bucket.usageType', 'bucket.isShared', 'bucket.product.user']

type Resource = 'list' | 'report'

function selects(url: URL, fields: string, resource: Resource): boolean {
  const asked = url.pathname.endsWith('/usageConsumptionReport') ? 'list' : 'report'
  return asked === resource && url.searchParams.get('fields') === fields
}

function ignored(fields: string): Behaviour {
  return {
    rewrite(url) {
      const rewritten = new URL(url)
      if (selects(url, fields, 'list')) rewritten.searchParams.delete('fields')
      return rewritten
    },
  }
}

function editingSelected(fields: string, resource: Resource, edit: (report: Json) => Json): Behaviour {
  return editingReports((report, url) => (selects(url, fields, resource) ? edit(report) : report))
}

const named = (fields: string) => fields.split(',').map(dashed).join('-')

function row(fields: string, way: string, words: string, behaviour: Behaviour): Deviation {
  return selection(`selection-${named(fields)}-${way}`, `attribute selection of ${fields}`, words, behaviour)
}

const ofMandatory = (fields: string) => [
  row(fields, 'ignored', `The selection of ${shown(fields)} is ignored on a list.`, ignored(fields)),
  row(
    fields,
    'dropped',
    `The selection of ${shown(fields)} brings nothing of one report.`,
    editingSelected(fields, 'report', () => ({})),
  ),
]

const withType = (report: Json): Json => ({ ...report, '@type': 'UsageConsumptionReport' })

const ofOptional = (fields: string) =>
  (['list', 'report'] as const).map((resource) =>
    row(
      fields,
      `${resource}-added-to`,
      `The selection of ${shown(fields)} adds a type to ${resource === 'list' ? 'each report of a list' : 'one report'}.`,
      editingSelected(fields, resource, withType),
    ),
  )

export const ROW_SELECTIONS: readonly Deviation[] = [...MANDATORY.flatMap(ofMandatory), ...OPTIONAL.flatMap(ofOptional)]
