// A request while a tester changes it, and what of it differs from the one that would be sent.
import { zEditedRequest, type EditedRequest } from '#shared/conformance/editedRequest'
import type { RecordedRequest } from '#shared/conformance/runReport'
import { fieldPath } from '#shared/errors/zodIssues'
import { headerLineProblem, headerLines, headersOf } from '../form/headerLines'

export interface RequestDraft {
  method: string
  /** With the query string, below the server root. */
  path: string
  /** `name: value`, one a line. */
  headers: string
  body: string
}

export function draftOf({ method, url, headers, body }: RecordedRequest, serverRoot: string): RequestDraft {
  const path = url.startsWith(serverRoot) ? url.slice(serverRoot.length) : url
  return { method, path, headers: headerLines(headers), body: body ?? '' }
}

/** Only what differs; undefined: nothing does. */
export function editOf(draft: RequestDraft, planned: RequestDraft): EditedRequest | undefined {
  const edit = {
    ...(draft.method !== planned.method && { method: draft.method as EditedRequest['method'] }),
    ...(draft.path !== planned.path && { path: draft.path }),
    ...(draft.headers !== planned.headers && { headers: headersOf(draft.headers) }),
    ...(draft.body !== planned.body && { body: draft.body === '' ? null : draft.body }),
  }
  return Object.keys(edit).length === 0 ? undefined : edit
}

/** All of it: how the step was sent before may be an edit itself, which this one takes the place of. */
export function wholeEdit({ method, path, headers, body }: RequestDraft): EditedRequest {
  return {
    method: method as EditedRequest['method'],
    path,
    headers: headersOf(headers),
    body: body === '' ? null : body,
  }
}

export type DraftProblems = Partial<Record<keyof RequestDraft, string>>

/** What cannot be sent so, by its field. A body that is no JSON can: a tester may want to know what becomes of it. */
export function draftProblems(draft: RequestDraft): DraftProblems {
  const line = headerLineProblem(draft.headers)
  const parsed = zEditedRequest.safeParse({ ...draft, headers: headersOf(draft.headers) })
  const issues = parsed.success ? [] : parsed.error.issues
  const found = issues.map(({ path, message }) => [fieldPath(path.slice(0, 1)), message])
  return { ...(Object.fromEntries(found) as DraftProblems), ...(line !== undefined && { headers: line }) }
}

/** Why a body is no JSON, as a remark; undefined: it is, or there is none. */
export function bodyRemark(body: string): string | undefined {
  if (body.trim() === '') return undefined
  try {
    JSON.parse(body)
    return undefined
  } catch (error) {
    return `Not JSON, and sent as it stands: ${(error as Error).message}`
  }
}
