// A registration hook filled in: one request for each thing that a suite wants registered.
import { z } from 'zod'
import { BenchError } from '../../errors/benchError'
import type { RegistrationHook, Target } from '../targetConfig'
import { asJson, asPartOfUrl, fillTemplate } from './template'

export interface RegistrationRequest {
  readonly title: string
  readonly request: {
    readonly method: RegistrationHook['method']
    readonly url: string
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>
    readonly body: string | null
  }
  readonly acceptStatus: readonly number[] | undefined
}

const zHttpAddress = z.url({ protocol: /^https?$/ })
const METHODS_WITHOUT_BODY: readonly string[] = ['GET', 'DELETE']

function filled(text: string, values: object, write: (value: unknown) => string, member: string): string {
  const field = `target.registrationHook.${member}`
  try {
    return fillTemplate(text, values, write)
  } catch (cause) {
    throw new BenchError('invalidArgument', `${field}: ${(cause as Error).message}`, { field, cause })
  }
}

function headersOf(hook: RegistrationHook, values: object): Record<string, string> {
  const named = Object.entries(hook.headers ?? {}).map(([name, value]) => [
    name.toLowerCase(),
    filled(value, values, (one) => String(one), `headers.${name}`),
  ])
  return { 'content-type': 'application/json', ...(Object.fromEntries(named) as Record<string, string>) }
}

function urlOf(hook: RegistrationHook, values: object, serverRoot: string): string {
  const field = 'target.registrationHook.url'
  // The server root stands as it is; it is no part of a URL but its beginning.
  const text = hook.url.replace(/\{\{\s*serverRoot\s*\}\}/g, serverRoot)
  const url = filled(text, values, asPartOfUrl, 'url')
  if (zHttpAddress.safeParse(url).success) return url
  const message = `${field}: "${url}" is not a URL of http or https: begin with {{serverRoot}} or with a host`
  throw new BenchError('invalidArgument', message, { field })
}

/** @throws BenchError `invalidArgument` that names the member of the hook with a place that cannot be filled */
export function registrationRequests(
  hook: RegistrationHook,
  resources: readonly Readonly<Record<string, unknown>>[],
  { serverRoot }: Pick<Target, 'serverRoot'>,
): RegistrationRequest[] {
  return resources.map((report) => {
    const values = { report, serverRoot }
    const body = METHODS_WITHOUT_BODY.includes(hook.method) ? null : filled(hook.body, values, asJson, 'body')
    const request = {
      method: hook.method,
      url: urlOf(hook, values, serverRoot),
      headers: headersOf(hook, values),
      body,
    }
    const { id } = report
    const title = typeof id === 'string' ? `Register ${id}` : 'Register'
    return { title, request, acceptStatus: hook.acceptStatus }
  })
}
