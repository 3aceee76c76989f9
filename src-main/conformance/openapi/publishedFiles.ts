// Judges bodies against the OpenAPI and Swagger files of a folder (`--openapi`, decisions/published-files.md).
import type { CheckResult } from '#shared/conformance/runReport'
import { resultsOf } from '../checkResults'
import type { Finding } from '../suite'
import { createDescriptions, membersOf, type Described, type Descriptions } from './descriptions'
import { findingsOf } from './mismatch'
import { createOperations, type Operation, type Operations } from './operations'
import { readDescriptions } from './readDescriptions'
import { createValidators, type Validators } from './validators'

/** A request that was answered, with bodies as they came. */
export interface AnsweredRequest {
  readonly method: string
  /** Below the root of the server. */
  readonly path: string
  readonly requestBody: string | null
  readonly status: number
  readonly contentType: string | undefined
  readonly body: string
  /** Nothing is demanded of it, so what does not fit is only seen. */
  readonly isObservation: boolean
}

export interface PublishedFiles {
  /** Of its response, and of its request where there is something to say of that. */
  judge(answered: AnsweredRequest): CheckResult[]
}

interface Judgement {
  readonly clause: string
  readonly findings: readonly Finding[]
}

const MOST_FINDINGS = 50

function seen(message: string): Finding {
  return { outcome: 'observed', message }
}

function capped(findings: readonly Finding[]): readonly Finding[] {
  const [first] = findings
  const left = findings.length - MOST_FINDINGS
  if (first === undefined || left <= 0) return findings
  return [...findings.slice(0, MOST_FINDINGS), { outcome: first.outcome, message: `and ${left} more mismatches` }]
}

/** The response of a status, of its hundred (`4XX`), or of any other. */
function responseOf(operation: Operation, status: number, { member, meant }: Descriptions): Described | undefined {
  const responses = member(operation.place, 'responses')
  const names = [String(status), `${Math.floor(status / 100)}XX`, `${Math.floor(status / 100)}xx`, 'default']
  const name = names.find((one) => one in membersOf(responses))
  return name === undefined ? undefined : meant(member(responses, name))
}

const isJson = (mediaType: string) => /^application\/(?:[\w.-]+\+)?json\b|^\*\/\*|^application\/\*/i.test(mediaType)

/** Of a JSON body: that of the media type, of OpenAPI 3; or the one there is, of Swagger 2. */
function schemaIn(place: Described, contentType: string | undefined, { member }: Descriptions): Described | undefined {
  const content = member(place, 'content')
  const types = Object.keys(membersOf(content))
  const wanted = contentType?.split(';')[0]?.trim().toLowerCase()
  const type = types.find((one) => one.split(';')[0]?.toLowerCase() === wanted) ?? types.find(isJson)
  const schema = type === undefined ? member(place, 'schema') : member(content, type, 'schema')
  return schema.value === undefined ? undefined : schema
}

function parsed(body: string): { readonly json: unknown } | { readonly problem: string } {
  try {
    return { json: JSON.parse(body) as unknown }
  } catch (error) {
    return { problem: (error as SyntaxError).message }
  }
}

function judgeBody(body: string, schema: Described, validators: Validators, whose: 'response' | 'request'): Finding[] {
  const outcome = whose === 'response' ? 'violated' : 'observed'
  const json = parsed(body)
  if ('problem' in json) {
    const words = body === '' ? 'is empty' : `is not JSON: ${json.problem}`
    return [{ outcome, path: '$', expected: 'JSON', message: `body of the ${whose} ${words}` }]
  }
  try {
    const findings = findingsOf(validators.mismatches(schema, json.json), json.json, whose)
    return findings.length > 0 ? findings : [{ outcome: 'met', message: `body of the ${whose} is as described` }]
  } catch (error) {
    return [seen(`the schema cannot be used, so the body of the ${whose} is not judged: ${(error as Error).message}`)]
  }
}

function createJudge(descriptions: Descriptions, operations: Operations) {
  const { member, meant } = descriptions
  const ofResponses = createValidators(descriptions, 'response')
  const ofRequests = createValidators(descriptions, 'request')
  const clauseOf = ({ file, pointer }: Described) => `${file}#${pointer}`

  function judgeResponse(operation: Operation, { method, status, contentType, body }: AnsweredRequest): Judgement {
    const response = responseOf(operation, status, descriptions)
    if (response === undefined) {
      return { clause: clauseOf(operation.place), findings: [seen(`no response ${status} is described there`)] }
    }
    const clause = clauseOf(response)
    if (method === 'HEAD') return { clause, findings: [seen('a reply to HEAD has no body')] }
    const schema = schemaIn(response, contentType, descriptions)
    if (schema) return { clause, findings: judgeBody(body, schema, ofResponses, 'response') }
    const findings =
      body === '' ? [{ outcome: 'met', message: 'no body, as described' } as const] : [seen('no body is described')]
    return { clause, findings }
  }

  function bodyParameter(operation: Operation): Described | undefined {
    const list = member(operation.place, 'parameters')
    const parameters = Array.isArray(list.value) ? list.value.map((_, index) => meant(member(list, String(index)))) : []
    return parameters.find((parameter) => membersOf(parameter).in === 'body')
  }

  /** Of a request that was accepted: what a suite sends to be refused is wrong on purpose. */
  function judgeRequest(operation: Operation, { requestBody, status }: AnsweredRequest): Judgement | undefined {
    if (requestBody === null || status >= 300) return undefined
    const described = meant(member(operation.place, 'requestBody'))
    const place = described.value === undefined ? bodyParameter(operation) : described
    const schema = place && schemaIn(place, 'application/json', descriptions)
    return schema && { clause: clauseOf(place), findings: judgeBody(requestBody, schema, ofRequests, 'request') }
  }

  function undescribed({ method, path }: AnsweredRequest): Judgement {
    const elsewhere = operations.findElsewhere(method, path)
    if (elsewhere === undefined) return { clause: '--openapi', findings: [seen(`no file describes ${method} ${path}`)] }
    const { base, template, place } = elsewhere
    const words = `${place.file} describes ${template} below ${base || '/'}, which is another API or version: not judged`
    return { clause: clauseOf(place), findings: [{ ...seen(words), notes: [{ reading: 'U24', text: words }] }] }
  }

  /** A reference on the way may lead nowhere. */
  function orSeen<T>(operation: Operation, judgeIt: () => T): T | Judgement {
    try {
      return judgeIt()
    } catch (error) {
      return { clause: clauseOf(operation.place), findings: [seen(`not judged: ${(error as Error).message}`)] }
    }
  }

  return {
    undescribed,
    judgeResponse: (operation: Operation, answered: AnsweredRequest) =>
      orSeen(operation, () => judgeResponse(operation, answered)),
    judgeRequest: (operation: Operation, answered: AnsweredRequest) =>
      orSeen(operation, () => judgeRequest(operation, answered)),
  }
}

/** @throws BenchError `invalidArgument` that names `--openapi` */
export async function openPublishedFiles(folder: string): Promise<PublishedFiles> {
  const descriptions = createDescriptions(await readDescriptions(folder))
  const operations = createOperations(descriptions)
  const judge = createJudge(descriptions, operations)

  function resultsIn(id: string, { clause, findings }: Judgement, isObservation: boolean): CheckResult[] {
    const counted = isObservation ? findings.map((one) => ({ ...one, outcome: 'observed' as const })) : findings
    return resultsOf({ id, clause, judge: () => [] }, capped(counted), false)
  }

  return {
    judge(answered) {
      const operation = operations.find(answered.method, answered.path)
      const { isObservation } = answered
      if (operation === undefined) return resultsIn('openapi', judge.undescribed(answered), isObservation)
      const ofRequest = judge.judgeRequest(operation, answered)
      return [
        ...resultsIn('openapi', judge.judgeResponse(operation, answered), isObservation),
        ...(ofRequest ? resultsIn('openapi.request', ofRequest, isObservation) : []),
      ]
    },
  }
}
