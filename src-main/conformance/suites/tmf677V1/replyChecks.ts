// The reply as a whole: status, media type, JSON, shape of the body.
import { isStructure, itemsOf, type Place } from '../../place'
import type { Check, Finding, Reply } from '../../suite'
import { isEmpty, isSuccess, jsonOf } from './body'
import type { Expectation } from './expectation'
import { met, tolerated, violated } from '../../findings'
import { note } from './readings'

function judgeStatus({ status }: Reply): Finding {
  const isRight = status === 200
  return {
    outcome: isRight ? 'met' : 'violated',
    expected: 200,
    actual: status,
    message: isRight ? 'the target answers 200' : `the target answers ${status}`,
  }
}

const JSON_MEDIA_TYPE = /^application\/(?:[\w.-]+\+)?json$/i

function judgeMediaType(reply: Reply): readonly Finding[] {
  if (!isSuccess(reply) || isEmpty(reply)) return []
  const contentType = reply.headers['content-type']
  const expected = 'application/json'
  if (contentType === undefined) return [{ outcome: 'violated', expected, message: 'there is no Content-Type' }]
  const [mediaType = ''] = contentType.split(';')
  const isJson = JSON_MEDIA_TYPE.test(mediaType.trim())
  const message = isJson ? 'the body is declared as JSON' : 'the body is not declared as JSON'
  return [{ outcome: isJson ? 'met' : 'violated', expected, actual: contentType, message }]
}

function judgeEmptyBody(expectation: Expectation): Finding {
  const place = { path: '$', value: undefined }
  if (expectation.reports.length === 0) {
    return tolerated(place, [], 'the body is empty where the text wants an empty array', [note('U10')])
  }
  return violated(place, 'a JSON body', 'the body is empty')
}

function judgeJson(reply: Reply, expectation: Expectation): readonly Finding[] {
  if (isSuccess(reply) && isEmpty(reply)) return [judgeEmptyBody(expectation)]
  const json = jsonOf(reply)
  if (json === undefined) return []
  if ('root' in json) return [{ outcome: 'met', message: 'the body is JSON' }]
  const beginning = reply.body.slice(0, 80)
  return [
    { outcome: 'violated', expected: 'JSON', actual: beginning, message: `the body is not JSON: ${json.problem}` },
  ]
}

function judgeShape(reply: Reply, { resource }: Expectation): readonly Finding[] {
  const json = jsonOf(reply)
  if (json === undefined || 'problem' in json) return []
  return resource === 'collection' ? judgeCollection(json.root) : [judgeIndividual(json.root)]
}

function judgeCollection(root: Place): Finding[] {
  const wanted = 'an array of reports'
  const place = { path: root.path, value: summary(root.value) }
  if (!Array.isArray(root.value)) return [violated(place, wanted, `the body is not an array but ${place.value}`)]
  const strays = itemsOf(root).filter(({ value }) => !isStructure(value))
  if (strays.length === 0) return [met(place, wanted, 'the body is an array of objects')]
  return strays.map((stray) => violated(stray, 'a report', 'the array holds something that is not an object'))
}

function judgeIndividual(root: Place): Finding {
  const wanted = 'one report'
  const place = { path: root.path, value: summary(root.value) }
  if (isStructure(root.value)) return met(place, wanted, 'the body is one object')
  const [only, ...others] = itemsOf(root)
  if (others.length > 0 || !isStructure(only?.value)) return violated(place, wanted, `the body is ${place.value}`)
  return tolerated(place, wanted, 'the report is wrapped in an array', [note('U8')])
}

function summary(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (!isStructure(value)) return JSON.stringify(value)
  const names = Object.keys(value)
  return names.length === 0 ? 'an empty object' : `an object with ${names.slice(0, 8).join(', ')}`
}

export function replyChecks(expectation: Expectation): Check[] {
  const { caseId } = expectation
  return [
    { id: 'status', clause: `${caseId}: Response Code 200-OK`, judge: (reply) => [judgeStatus(reply)] },
    { id: 'mediaType', clause: `${caseId}: body of the response`, judge: judgeMediaType },
    { id: 'body.json', clause: `${caseId}: body of the response`, judge: (reply) => judgeJson(reply, expectation) },
    { id: 'body.shape', clause: `${caseId}: body of the response`, judge: (reply) => judgeShape(reply, expectation) },
  ]
}
