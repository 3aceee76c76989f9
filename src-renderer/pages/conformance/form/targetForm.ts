// What a tester fills in about a server that is not this bench, and the target it stands for.
import type { RequestOf } from '#shared/control/operation'
import type { OPERATIONS } from '#shared/control/contract'
import { headersOf } from './headerLines'

type RunBody = RequestOf<(typeof OPERATIONS)['startRun']>['body']
type TargetInput = NonNullable<RunBody['target']>

export interface HookForm {
  isOn: boolean
  method: 'POST' | 'PUT' | 'PATCH' | 'GET' | 'DELETE'
  url: string
  /** `Name: value`, one a line. */
  headers: string
  body: string
  /** `200, 409`; empty: any 2xx. */
  acceptStatus: string
}

export interface TargetForm {
  serverRoot: string
  signIn: 'none' | 'token' | 'credentials'
  token: string
  tokenUrl: string
  clientId: string
  clientSecret: string
  scope: string
  authentication: 'basic' | 'form'
  /** `Name: value`, one a line. */
  headers: string
  trust: 'authorities' | 'own' | 'any'
  /** PEM certificates. */
  ca: string
  /** PEM; empty: none is shown. */
  clientCertificate: string
  clientKey: string
  passphrase: string
  proxy: string
  hook: HookForm
}

export function emptyTargetForm(): TargetForm {
  return {
    serverRoot: '',
    signIn: 'none',
    token: '',
    tokenUrl: '',
    clientId: '',
    clientSecret: '',
    scope: '',
    authentication: 'basic',
    headers: '',
    trust: 'authorities',
    ca: '',
    clientCertificate: '',
    clientKey: '',
    passphrase: '',
    proxy: '',
    hook: {
      isOn: false,
      method: 'PUT',
      url: '{{serverRoot}}/admin/usageConsumptionReport/{{report.id}}',
      headers: '',
      body: '{{report}}',
      acceptStatus: '',
    },
  }
}

const isGiven = (text: string) => text.trim() !== ''

function signInOf(form: TargetForm): Pick<TargetInput, 'token' | 'clientCredentials'> {
  if (form.signIn === 'token') return { token: form.token.trim() }
  if (form.signIn === 'none') return {}
  const { authentication } = form
  const [tokenUrl, clientId, clientSecret, scope] = [form.tokenUrl, form.clientId, form.clientSecret, form.scope].map(
    (text) => text.trim(),
  ) as [string, string, string, string]
  return { clientCredentials: { tokenUrl, clientId, clientSecret, authentication, ...(scope !== '' && { scope }) } }
}

function trustOf({ trust, ca }: TargetForm): Pick<TargetInput, 'ca' | 'insecure'> {
  if (trust === 'any') return { insecure: true }
  return trust === 'own' ? { ca } : {}
}

function certificateOf({ clientCertificate: certificate, clientKey: key, passphrase }: TargetForm) {
  if (!isGiven(certificate) && !isGiven(key)) return undefined
  return { certificate, key, ...(passphrase !== '' && { passphrase }) }
}

/** A registration hook; what is no number is refused beside its field. */
export function hookOf({ method, url, headers, body, acceptStatus }: HookForm) {
  const statuses = acceptStatus.split(/[\s,]+/).filter(isGiven)
  const parsed = headersOf(headers)
  return {
    method,
    url: url.trim(),
    body,
    ...(Object.keys(parsed).length > 0 && { headers: parsed }),
    ...(statuses.length > 0 && { acceptStatus: statuses.map(Number) }),
  }
}

export function targetOf(form: TargetForm): TargetInput {
  const headers = headersOf(form.headers)
  const clientCertificate = certificateOf(form)
  return {
    serverRoot: form.serverRoot.trim(),
    ...signInOf(form),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...trustOf(form),
    ...(clientCertificate && { clientCertificate }),
    ...(isGiven(form.proxy) && { proxy: form.proxy.trim() }),
    ...(form.hook.isOn && { registrationHook: hookOf(form.hook) }),
  }
}

/** How the target is reached, in a few words. */
export function connectionSummary(form: TargetForm): string {
  const headerCount = Object.keys(headersOf(form.headers)).length
  const parts = [
    { none: 'no token', token: 'bearer token', credentials: 'client credentials' }[form.signIn],
    ...(headerCount > 0 ? [headerCount === 1 ? '1 header' : `${headerCount} headers`] : []),
    ...(form.trust === 'own' ? ['own authority'] : []),
    ...(form.trust === 'any' ? ['any certificate'] : []),
    ...(certificateOf(form) ? ['client certificate'] : []),
    ...(isGiven(form.proxy) ? ['proxy'] : []),
  ]
  return parts.join(' · ')
}
