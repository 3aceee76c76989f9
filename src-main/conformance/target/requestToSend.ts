// The request of a step as it goes to a target, and what a tester makes of it.
import type { EditedRequest } from '#shared/conformance/editedRequest'
import { REDACTED } from '#shared/domain/secretNames'
import type { RecordedRequest } from '#shared/conformance/runReport'
import type { Target } from '#shared/conformance/targetConfig'
import type { ProbeRequest } from '../probe/probe'
import type { Redactor } from '../probe/redaction'
import type { StepRequest, Suite } from '../suite'

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** @param authorization where one is sent; what stands for it before it is known */
export function requestOf(suite: Suite, asked: StepRequest, target: Target, authorization?: string): ProbeRequest {
  const { method, path, body = null } = asked
  const headers = {
    ...(body !== null && { 'content-type': 'application/json' }),
    accept: 'application/json',
    ...(authorization !== undefined && { authorization }),
    ...lowerCase(target.headers ?? {}),
    ...lowerCase(asked.headers ?? {}),
    ...(typeof asked.authorization === 'string' && { authorization: asked.authorization }),
  }
  if (asked.authorization === null) delete headers.authorization
  return { method, url: `${target.serverRoot}${suite.apiPath}${path}`, headers, body }
}

/** Without its secrets, as it is shown and kept. */
export function recordedRequest(request: ProbeRequest, redactor: Redactor): RecordedRequest {
  const { method, url, headers, body } = redactor.all(request)
  return { method, url, headers: redactor.headers(headers), body }
}

/** A header that reads `***` is the one that would be sent: the window never had its value. */
function editedHeaders(planned: ProbeRequest['headers'], edited: Readonly<Record<string, string>>) {
  const named = Object.entries(lowerCase(edited))
  return Object.fromEntries(named.map(([name, value]) => [name, value === REDACTED ? (planned[name] ?? value) : value]))
}

export function withEdit(planned: ProbeRequest, edit: EditedRequest, { serverRoot }: Target): ProbeRequest {
  return {
    method: edit.method ?? planned.method,
    url: edit.path === undefined ? planned.url : `${serverRoot}${edit.path}`,
    headers: edit.headers === undefined ? planned.headers : editedHeaders(planned.headers, edit.headers),
    body: edit.body === undefined ? planned.body : edit.body || null,
  }
}

/** Whether they are the same on the wire; headers have no order that means anything. */
export function isSameRequest(one: ProbeRequest, other: ProbeRequest): boolean {
  const key = ({ method, url, headers, body }: ProbeRequest) =>
    JSON.stringify([method, url, body, Object.entries(headers).sort(([a], [b]) => a.localeCompare(b))])
  return key(one) === key(other)
}
