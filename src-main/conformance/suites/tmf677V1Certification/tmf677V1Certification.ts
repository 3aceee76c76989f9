// Suite `tmf677-v1-certification`: the seven usage report cases of the TMF677 v1 conformance document, in its order.
import type { Check, Suite, TestCase, TestStep } from '../../suite'
import { attributeChecks } from '../tmf677V1/attributeChecks'
import type { Expectation } from '../tmf677V1/expectation'
import { quantityChecks } from './quantityChecks'
import { REGISTERED_REPORTS, UR001, UR002, UR003 } from '../tmf677V1/registeredReports'
import { registeredBucketChecks } from './registeredBucketChecks'
import { registeredReportChecks } from './registeredReportChecks'
import { REGISTRATION } from '../tmf677V1/registration'
import { replyChecks } from '../tmf677V1/replyChecks'
import { emptyResultChecks, reportSetChecks } from '../tmf677V1/reportSetChecks'

const COLLECTION = '/usageConsumptionReport'

function checksOf(expectation: Expectation): Check[] {
  if (expectation.reports.length === 0) return [...replyChecks(expectation), ...emptyResultChecks(expectation)]
  return [
    ...replyChecks(expectation),
    ...reportSetChecks(expectation),
    ...attributeChecks(expectation),
    ...registeredReportChecks(expectation),
    ...registeredBucketChecks(expectation),
    ...quantityChecks(expectation),
  ]
}

function step(id: string, title: string, path: string, expectation: Expectation): TestStep {
  const request = { method: 'GET', path: `${COLLECTION}${path}` } as const
  return { id, title, request, checks: checksOf(expectation) }
}

function filterStep(
  id: string,
  caseId: string,
  criterion: NonNullable<Expectation['criterion']>,
  reports: Expectation['reports'],
) {
  const query = `?${criterion.attribute}=${criterion.value}`
  return step(id, `Reports with ${query.slice(1)}`, query, { caseId, resource: 'collection', criterion, reports })
}

function listCase(id: string): TestCase {
  const expectation: Expectation = { caseId: id, resource: 'collection', reports: REGISTERED_REPORTS }
  return { id, title: 'Request usage reports', steps: [step('all', 'All reports', '', expectation)] }
}

function userCase(id: string): TestCase {
  const u1 = filterStep('u1', id, { attribute: 'relatedParty.id', value: 'u1' }, [UR001, UR002])
  const u2 = filterStep('u2', id, { attribute: 'relatedParty.id', value: 'u2' }, [UR003])
  return { id, title: 'Request usage report for specific user', steps: [u1, u2] }
}

function productCase(id: string): TestCase {
  const p333 = filterStep('p333', id, { attribute: 'bucket.product.id', value: 'p333' }, [UR003])
  return { id, title: 'Request usage report for specific product', steps: [p333] }
}

function individualCase(id: string): TestCase {
  const expectation: Expectation = { caseId: id, resource: 'individual', reports: [UR002] }
  return { id, title: 'Request specific usage report', steps: [step('ur002', 'Report ur002', '/ur002', expectation)] }
}

function selectionCase(id: string): TestCase {
  const selected = ['id', 'bucket']
  const expectation: Expectation = { caseId: id, resource: 'individual', reports: [UR001], selected }
  const only = step('ur001', 'id and bucket of report ur001', `/ur001?fields=${selected.join(',')}`, expectation)
  return { id, title: 'Filtered data response', steps: [only] }
}

function unknownCase(id: string, title: string, criterion: NonNullable<Expectation['criterion']>): TestCase {
  return { id, title, steps: [filterStep(criterion.value, id, criterion, [])] }
}

export const TMF677_V1_CERTIFICATION: Suite = {
  id: 'tmf677-v1-certification',
  version: '1.0.0',
  title: 'TMF677 v1 usage consumption: certification cases',
  apiPath: '/usageManagement/v1',
  registration: REGISTRATION,
  cases: [
    listCase('TC_UsageReport_N1'),
    userCase('TC_UsageReport_N2'),
    productCase('TC_UsageReport_N3'),
    individualCase('TC_UsageReport_N4'),
    selectionCase('TC_UsageReport_N5'),
    unknownCase('TC_UsageReport_E1_user', 'Unknown user', { attribute: 'relatedParty.id', value: 'u000' }),
    unknownCase('TC_UsageReport_E1_product', 'Unknown product', { attribute: 'bucket.product.id', value: 'p000' }),
  ],
}
