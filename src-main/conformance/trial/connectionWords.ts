// What a tester is told when a target was asked for the first time.
import type { RecordedResponse } from '#shared/conformance/runReport'
import type { Target } from '#shared/conformance/targetConfig'
import { parsedJson } from '../json'

export interface TrialOutcome {
  readonly isReady: boolean
  readonly message: string
}

function unauthorized({ token, clientCredentials, headers = {} }: Target): string {
  const isSignedIn = token !== undefined || clientCredentials !== undefined || 'authorization' in lowerCase(headers)
  if (isSignedIn) return 'it does not accept this token: it may be expired, or meant for another server'
  return 'it asks for a token: give a bearer token, or client credentials to fetch one with'
}

const lowerCase = (headers: object) =>
  Object.fromEntries(Object.keys(headers).map((name) => [name.toLowerCase(), true]))

/** Why a status other than 2xx came, as far as that can be told from here. */
function reasonOf({ status, headers }: RecordedResponse, target: Target, apiPath: string): string {
  if (status >= 300 && status < 400) {
    const where = headers['location'] ?? 'another address'
    return `it redirects to ${where}, and a redirect is not followed: give that address as the server root`
  }
  if (status === 401) return unauthorized(target)
  if (status === 403)
    return 'it knows who asks and forbids it: look at the scope of the token and at who may use the API'
  if (status === 404) return `nothing is there: the server root is what stands before ${apiPath}`
  if (status === 407) return 'the proxy asks who you are: write http://user:password@host:port'
  if (status === 429) return 'it is asked too often: wait a while'
  if (status >= 500) return 'it is there and fails: a run would judge that'
  return 'it refuses the request: a run would judge that'
}

/** @param apiPath what stands between the server root and the path of a request */
export function connectionWords(response: RecordedResponse, target: Target, apiPath: string): TrialOutcome {
  const { status, headers, body, durationMs } = response
  const answers = `It answers ${status} in ${Math.round(durationMs)} ms`
  if (status < 200 || status > 299)
    return { isReady: false, message: `${answers}: ${reasonOf(response, target, apiPath)}.` }
  const type = headers['content-type'] ?? 'no content type'
  if (parsedJson(body) !== undefined)
    return { isReady: true, message: `${answers} with JSON (${type}). A run can begin.` }
  const message = `${answers}, but not with JSON (${type}): the server root may lead to something else than the API.`
  return { isReady: false, message }
}
