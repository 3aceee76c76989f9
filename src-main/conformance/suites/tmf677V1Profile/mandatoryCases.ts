// The tables of attributes and of operations, and the error scenarios: what every target must do.
import { placesOf } from '../../place'
import type { Check, Earlier, TestCase, TestStep } from '../../suite'
import { attributeChecks } from '../tmf677V1/attributeChecks'
import { reportsIn } from '../tmf677V1/body'
import type { Expectation } from '../tmf677V1/expectation'
import { REGISTERED_REPORTS, UR001, type RegisteredReport } from '../tmf677V1/registeredReports'
import { replyChecks } from '../tmf677V1/replyChecks'
import { emptyResultChecks, reportSetChecks } from '../tmf677V1/reportSetChecks'
import { ALL_REPORTS, COLLECTION, ONE, reportsBefore } from './given'

const LATER_SPELLING = 'attribute.bucket.bucketCounter.counterType'

/** Every row is told of, also one that no report of the reply shows. */
function rowChecks(expectation: Expectation): Check[] {
  return attributeChecks(expectation).map((check) => ({
    ...check,
    judge(reply, earlier) {
      const findings = check.judge(reply, earlier)
      const hasReports = reportsIn(reply, expectation.resource).length > 0
      if (findings.length > 0 || !hasReports || check.id === LATER_SPELLING) return findings
      return [{ outcome: 'notSupported', message: 'no report of the reply shows it' }]
    },
  }))
}

function attributeStep(id: string, title: string, path: string, expectation: Expectation): TestStep {
  return {
    id,
    title,
    request: { method: 'GET', path },
    checks: [...replyChecks(expectation), ...rowChecks(expectation)],
  }
}

function singleStep({ id }: RegisteredReport): TestStep {
  const expectation: Expectation = { caseId: 'attribute table', resource: 'individual', reports: REGISTERED_REPORTS }
  return attributeStep(id, `Report ${id}`, `${COLLECTION}/${id}`, expectation)
}

const LISTED: Expectation = { caseId: 'operations table: GET (M)', resource: 'collection', reports: REGISTERED_REPORTS }
const SINGLE: Expectation = { ...LISTED, resource: 'individual', reports: [UR001] }

/** @param usual an id that the document says is unknown, unless the target has it */
function absentValue(attribute: string, usual: string, earlier: Earlier): string {
  const reports = reportsBefore(earlier, ALL_REPORTS) ?? []
  const isCarried = reports.flatMap((report) => placesOf(report, attribute)).some(({ value }) => value === usual)
  return isCarried ? earlier.unusedId : usual
}

function unknownCase(id: string, title: string, parameter: string, usual: string): TestCase {
  const expectation: Expectation = {
    caseId: 'Error Scenarios, product or user not defined',
    resource: 'collection',
    reports: [],
  }
  const unknown: TestStep = {
    id: 'unknown',
    title: `Reports with ${parameter} of nobody`,
    request: (earlier) => ({
      method: 'GET',
      path: `${COLLECTION}?${parameter}=${absentValue(parameter, usual, earlier)}`,
    }),
    checks: [...replyChecks(expectation), ...emptyResultChecks(expectation)],
  }
  return { id, title, steps: [ALL_REPORTS, unknown] }
}

export const MANDATORY_CASES: readonly TestCase[] = [
  {
    id: 'operations.GET',
    title: 'GET of the list and of one report',
    steps: [
      {
        id: 'list',
        title: 'All reports',
        request: { method: 'GET', path: COLLECTION },
        checks: [...replyChecks(LISTED), ...reportSetChecks(LISTED)],
      },
      {
        id: 'single',
        title: `Report ${ONE}`,
        request: { method: 'GET', path: `${COLLECTION}/${ONE}` },
        checks: [...replyChecks(SINGLE), ...reportSetChecks(SINGLE)],
      },
    ],
  },
  {
    id: 'attributes.list',
    title: 'Attributes of the reports of the list',
    steps: [attributeStep('all', 'All reports', COLLECTION, { ...LISTED, caseId: 'attribute table' })],
  },
  {
    id: 'attributes.single',
    title: 'Attributes of single reports',
    steps: REGISTERED_REPORTS.map(singleStep),
  },
]

export const ERROR_CASES: readonly TestCase[] = [
  unknownCase('error.unknownUser', 'A user who is not defined', 'relatedParty.id', 'u000'),
  unknownCase('error.unknownProduct', 'A product that is not defined', 'bucket.product.id', 'p000'),
]
