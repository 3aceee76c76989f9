// What the bench has to be told about a system under test: over the control API, by flags, or in a YAML file
// (`conformance run --config`).
import { z } from 'zod'
import { zDevice } from '../wire/camara/common'
import { headerProblem } from './targetRules'

const NOT_HTTP = 'is not a URL of http or https: give one such as https://api.example.com'

/** Says that something is missing, rather than that nothing is of the wrong kind. */
const orMissing = (otherwise: string, missing: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? missing : otherwise),
})

const text = (missing: string) => z.string(orMissing('is not a text', missing)).min(1, 'is empty')

const httpUrl = (missing: string) =>
  z
    .url({ protocol: /^https?$/, normalize: true, ...orMissing(NOT_HTTP, missing) })
    .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), 'may not hold credentials: give a token or a header instead')

const zHttpUrl = httpUrl('is missing')

/** What stands before the path of the API; without a trailing slash once it is parsed. */
export const zServerRoot = zHttpUrl
  .refine((root) => !/[?#]/.test(root), 'may have neither a query string nor a fragment')
  .transform((root) => root.replace(/\/+$/, ''))

export const zHeaders = z.record(z.string(), z.string()).superRefine((headers, context) => {
  for (const [name, value] of Object.entries(headers)) {
    const message = headerProblem(name, value)
    if (message !== undefined) context.addIssue({ code: 'custom', path: [name], message })
  }
})

export const zBearerToken = z
  .string()
  .min(1, 'is empty')
  .refine((token) => headerProblem('Authorization', token) === undefined, 'has characters that a header cannot hold')

/** A token is fetched with these, used until it expires, and fetched again (RFC 6749, 4.4). */
export const zClientCredentials = z.strictObject({
  tokenUrl: httpUrl('is missing: say where a token is fetched'),
  clientId: text('is missing: a token is fetched with a client id and its secret'),
  clientSecret: text('is missing: a token is fetched with a client id and its secret'),
  /** Separated by spaces. */
  scope: z.string().optional(),
  audience: z.string().optional(),
  /** How the client is told to the token endpoint: in `Authorization`, or in the form. */
  authentication: z.enum(['basic', 'form']).default('basic'),
})
export type ClientCredentials = z.infer<typeof zClientCredentials>

/** What the target is shown in the TLS handshake; both as PEM. */
export const zClientCertificate = z.strictObject({
  certificate: text('is missing: the key is of no use without its certificate'),
  key: text('is missing: a certificate is of no use without its private key'),
  passphrase: z.string().optional(),
})

/**
 * One HTTP request for each thing to register, before the first step. `{{report}}` stands for it as JSON and
 * `{{report.id}}` for one of its members, in the URL percent-encoded; `{{serverRoot}}` is the target's.
 */
export const zRegistrationHook = z.strictObject({
  method: z.enum(['POST', 'PUT', 'PATCH', 'GET', 'DELETE']).default('POST'),
  url: z.string().min(1, 'is empty'),
  /** Secret, and recorded as `***`. */
  headers: zHeaders.optional(),
  body: z.string().default('{{report}}'),
  /** Statuses that mean it is registered; without them any 2xx. */
  acceptStatus: z.array(z.int().min(100).max(599)).min(1).optional(),
})
export type RegistrationHook = z.infer<typeof zRegistrationHook>

const TARGET = {
  serverRoot: zServerRoot,
  /** Bearer token. */
  token: zBearerToken.optional(),
  clientCredentials: zClientCredentials.optional(),
  /** Sent with every request; their values are secret and recorded as `***`. */
  headers: zHeaders.optional(),
  /** Names of further headers, of requests or replies, whose values are secret. */
  redactHeaders: z
    .array(z.string().refine((name) => headerProblem(name, '') === undefined, 'is not a header name'))
    .optional(),
  /** PEM certificates to trust instead of the well-known authorities. */
  ca: z.string().min(1, 'is empty').optional(),
  /** Accept any certificate. */
  insecure: z.boolean().optional(),
  clientCertificate: zClientCertificate.optional(),
  /** HTTP proxy for all requests; `http://user:password@host:port` signs in there. */
  proxy: z.url({ protocol: /^https?$/, error: NOT_HTTP }).optional(),
  registrationHook: zRegistrationHook.optional(),
  /** For suites that try what each kind of token may do. */
  tokens: z
    .strictObject({ twoLegged: zBearerToken, threeLegged: zBearerToken, expired: zBearerToken, noScope: zBearerToken })
    .partial()
    .optional(),
  /** A device that the target knows and serves. */
  device: zDevice.optional(),
  /** One that it knows and does not serve. */
  unsupportedDevice: zDevice.optional(),
  /** An application profile that is there. */
  profileId: z.string().optional(),
  /** One that belongs to another client than the tokens. */
  otherClientsProfileId: z.string().optional(),
  /** Where the target reaches the runner's own sink. */
  sinkBaseUrl: zHttpUrl.optional(),
  /** Where the runner listens for what arrives there, in plain HTTP; without it at that address itself. */
  sinkListenPort: z.int().min(1).max(65_535).optional(),
  /** The control API of a bench that is the target: with it the suites bring about what they take for given. */
  bench: z.strictObject({ controlUrl: zHttpUrl, controlToken: zBearerToken }).optional(),
}

type Said = Partial<{ [Name in keyof typeof TARGET]: unknown }>

function refuseContradictions({ token, clientCredentials, ca, insecure }: Said, context: z.RefinementCtx): void {
  if (token !== undefined && clientCredentials !== undefined) {
    const message = 'is given beside clientCredentials: give one of them'
    context.addIssue({ code: 'custom', path: ['token'], message })
  }
  if (ca !== undefined && insecure === true) {
    const message = 'accepts any certificate, so ca would have no effect: give one of them'
    context.addIssue({ code: 'custom', path: ['insecure'], message })
  }
}

/** A target as it is named over the control API. */
export const zTarget = z.strictObject(TARGET).superRefine(refuseContradictions)
export type Target = z.infer<typeof zTarget>

/** A configuration file: a target, or what its flags leave unsaid. */
export const zTargetConfig = z
  .strictObject({
    ...TARGET,
    serverRoot: TARGET.serverRoot.optional(),
    /** For each request. */
    timeoutSeconds: z.number().positive().max(86_400).optional(),
  })
  .superRefine(refuseContradictions)
export type TargetConfig = z.infer<typeof zTargetConfig>
