// What no row of the document speaks of (reading U22): asked, shown, and never judged.
import type { Check, Finding, Reply, TestCase, TestStep } from '../../suite'
import { note } from '../tmf677V1/readings'
import { COLLECTION, ONE, ONE_REPORT } from './given'

type Request = TestStep['request']

const BODY = JSON.stringify({ name: 'written by a conformance run' })

function seen({ status, headers, body, copies = [] }: Reply): Finding {
  const allowed = headers.allow === undefined ? '' : `, Allow: ${headers.allow}`
  const alike = copies.filter((copy) => copy.status === status && copy.body === body).length
  const many = copies.length === 0 ? '' : `; ${alike} of ${copies.length} sent at the same time were answered alike`
  return { outcome: 'observed', actual: status, message: `it answers ${status}${allowed}${many}`, notes: [note('U22')] }
}

const CHECK: Check = { id: 'observed', clause: 'no row of the document', judge: (reply) => [seen(reply)] }

function step(id: string, title: string, request: Request, copies = 1): TestStep {
  return { id, title, request, copies, purpose: 'observation', checks: [CHECK] }
}

function get(id: string, title: string, query: string): TestStep {
  return step(id, title, { method: 'GET', path: `${COLLECTION}${query}` })
}

const START = 'bucket.bucketCounter.validFor.startDateTime'

const OPEN_CASES: readonly TestCase[] = [
  {
    id: 'observed.unknownId',
    title: 'A report that does not exist',
    steps: [
      step('unknown', 'GET of an unknown id', ({ unusedId }) => ({ method: 'GET', path: `${COLLECTION}/${unusedId}` })),
    ],
  },
  {
    id: 'observed.head',
    title: 'HEAD',
    steps: [
      step('list', 'HEAD of the list', { method: 'HEAD', path: COLLECTION }),
      step('single', `HEAD of report ${ONE}`, { method: 'HEAD', path: `${COLLECTION}/${ONE}` }),
    ],
  },
  {
    id: 'observed.malformed',
    title: 'Queries that are not well formed',
    steps: [
      get('emptyValue', 'A filter without a value', '?relatedParty.id='),
      get('unknownFilter', 'A filter that does not exist', '?no.such.filter=1'),
      get('unknownField', 'A selection of what does not exist', '?fields=noSuchAttribute'),
      get('noInstant', 'A date that is none', `?${START}=yesterday`),
      get('badEscape', 'A broken percent escape', '?name=%E5'),
    ],
  },
  {
    id: 'observed.tmf630',
    title: 'What the TMF REST guidelines add',
    steps: [
      get('page', 'A page', '?offset=1&limit=1'),
      get('alternatives', 'Alternatives of a value', '?relatedParty.id=u1,u2'),
      get('operator', 'An operator on a date', `?${START}.gte=2000-01-01T00:00:00Z`),
    ],
  },
  {
    id: 'observed.concurrency',
    title: 'Requests at the same time',
    steps: [step('eight', 'Eight requests for the list at once', { method: 'GET', path: COLLECTION }, 8)],
  },
]

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const

/** On an id that nothing has: published TMF677 v3 has a DELETE, and nobody's data may be lost. */
const WRITES: TestCase = {
  id: 'operations.NA',
  title: 'POST, PUT, PATCH and DELETE on an id that nothing has',
  steps: METHODS.map((method) =>
    step(method.toLowerCase(), `${method} of an unknown id`, ({ unusedId }) => ({
      method,
      path: `${COLLECTION}/${unusedId}`,
      ...(method !== 'DELETE' && { body: BODY }),
    })),
  ),
}

/** Last, since a target that deletes has to be prepared anew. What is put is what was there. */
const WRITES_TO_REGISTERED: TestCase = {
  id: 'operations.NA.registered',
  title: 'POST on the list, PUT, PATCH and DELETE on a registered report',
  writes: true,
  steps: [
    ONE_REPORT,
    step('post', 'POST on the list', { method: 'POST', path: COLLECTION, body: BODY }),
    step('put', `PUT of report ${ONE} as it is`, ({ reply }) => ({
      method: 'PUT',
      path: `${COLLECTION}/${ONE}`,
      body: reply(ONE_REPORT.id)?.body ?? BODY,
    })),
    step('patch', `PATCH of report ${ONE} with nothing`, {
      method: 'PATCH',
      path: `${COLLECTION}/${ONE}`,
      body: '{}',
    }),
    step('delete', `DELETE of report ${ONE}`, { method: 'DELETE', path: `${COLLECTION}/${ONE}` }),
  ],
}

export const OBSERVED_CASES: readonly TestCase[] = [...OPEN_CASES, WRITES, WRITES_TO_REGISTERED]
