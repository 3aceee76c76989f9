// What can be wrong with the replies of each API, whatever they are about.
import { refusal } from '../../behaviour'
import type { Deviation } from '../deviation'
import { answering, changing, editingJson, editingReplies, type Which } from './camaraEdits'
import { rowsOf, type CamaraApi } from './rowsOf'

const APIS: readonly CamaraApi[] = [
  'application-profiles',
  'connectivity-insights',
  'connectivity-insights-subscriptions',
]

/** The statuses of refusals that the scenarios name, with what a wrong server might say in their place. */
const REFUSALS = [
  [400, 422],
  [401, 403],
  [403, 401],
  [404, 410],
  [422, 400],
  [429, 503],
] as const

const isRefusedWith = (status: number) => ({ refused: true, status })

function refusalsOf(api: CamaraApi): Deviation[] {
  const row = rowsOf(api, 'refusals')
  return REFUSALS.filter(([status]) => isAnswered(api, status)).flatMap(([status, other]) => [
    row(
      `${status}-as-${other}`,
      `response ${status}`,
      `What is to be refused with ${status} is refused with ${other}.`,
      answering(isRefusedWith(status), other),
    ),
    row(
      `${status}-status-member`,
      'schema ErrorInfo, property status',
      `The body of a ${status} has the status 500.`,
      changing((error) => ({ ...error, status: 500 }), isRefusedWith(status)),
    ),
    row(
      `${status}-code-member`,
      'schema ErrorInfo, property code',
      `The body of a ${status} has a code that no file has.`,
      changing((error) => ({ ...error, code: 'OOPS' }), isRefusedWith(status)),
    ),
    row(
      `${status}-message-member`,
      'schema ErrorInfo, property message',
      `The body of a ${status} has an empty message.`,
      changing((error) => ({ ...error, message: '' }), isRefusedWith(status)),
    ),
  ])
}

function isAnswered(api: CamaraApi, status: number): boolean {
  if (status === 422) return api === 'connectivity-insights-subscriptions'
  return api !== 'application-profiles' || (status !== 401 && status !== 429)
}

/** A reply without a body gets one, for there has to be something to cut. */
function cutting(which: Which) {
  return editingReplies(which, (reply) =>
    reply.body === '' ? { ...reply, status: 200, body: '{"cut":"off"}', isCut: true } : { ...reply, isCut: true },
  )
}

const wrapped = (json: unknown) => (Array.isArray(json) ? { items: json as unknown[] } : [json])

/** What needs another method than POST, which connectivity-insights does not have. */
function laterOnly(api: CamaraApi, rows: readonly Deviation[]): readonly Deviation[] {
  return api === 'connectivity-insights' ? [] : rows
}

function repliesOf(api: CamaraApi): Deviation[] {
  const row = rowsOf(api, 'replies')
  return [
    row(
      'server-error',
      'responses',
      'Every request is answered with 500.',
      refusal(500, 'INTERNAL', 'The server has failed.'),
    ),
    row('truncated', 'responses', 'Replies to POST break off in the middle.', cutting({ method: 'POST' })),
    ...laterOnly(api, [
      row(
        'truncated-later',
        'responses',
        'Replies but to POST break off in the middle.',
        cutting({ notMethod: 'POST' }),
      ),
      row(
        'wrapped-later',
        'responses: content',
        'Replies but to POST are wrapped in a list, and lists in a structure.',
        editingJson({ refused: false, notMethod: 'POST' }, wrapped),
      ),
    ]),
    row(
      'text-plain',
      'responses: content',
      'Bodies are declared as plain text.',
      editingReplies({ refused: false }, (reply) => ({
        ...reply,
        headers: { ...reply.headers, 'content-type': 'text/plain; charset=utf-8' },
      })),
    ),
    row(
      'correlator-replaced',
      'header x-correlator',
      'Replies carry a correlator of their own, whatever was sent.',
      editingReplies({}, (reply) => ({ ...reply, headers: { ...reply.headers, 'x-correlator': 'mine' } })),
    ),
    row(
      'not-json',
      'responses: content',
      'Bodies of successes have single quotes, which is no JSON.',
      editingReplies({ refused: false }, (reply) => ({ ...reply, body: reply.body.replaceAll('"', "'") })),
    ),
    row(
      'refusals-not-json',
      'schema ErrorInfo',
      'Refusals come with a page of HTML, as gateways answer.',
      editingReplies({ refused: true }, (reply) => ({ ...reply, body: '<html><title>Refused</title></html>' })),
    ),
    row(
      'wrapped',
      'responses: content',
      'Replies to POST are wrapped in a list.',
      editingJson({ refused: false, method: 'POST' }, wrapped),
    ),
  ]
}

export const REPLY_DEVIATIONS: readonly Deviation[] = APIS.flatMap((api) => [...repliesOf(api), ...refusalsOf(api)])
