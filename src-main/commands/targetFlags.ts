// The options of `conformance run` that say where its requests go.
import { readFileSync } from 'node:fs'
import {
  zBearerToken,
  zHeaders,
  zServerRoot,
  zTarget,
  type Target,
  type TargetConfig,
} from '#shared/conformance/targetConfig'
import { BenchError } from '#shared/errors/benchError'
import { fieldPath } from '#shared/errors/zodIssues'
import { InvalidArgumentError } from 'commander'
import type { z } from 'zod'
import { certificateProblem, pemProblems } from '../conformance/target/pemProblems'

export interface TargetFlags {
  config?: TargetConfig
  serverRoot?: string
  token?: string
  header: Record<string, string>
  redactHeader: string[]
  /** PEM text. */
  ca?: string
  insecure?: true
  /** PEM text. */
  clientCert?: string
  /** PEM text. */
  clientKey?: string
  proxy?: string
  tokenUrl?: string
  clientId?: string
  clientSecret?: string
  scope?: string
}

/** Lets commander name the option in front of what is wrong. */
function parsed<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new InvalidArgumentError(`It ${result.error.issues[0]?.message ?? 'is not understood'}.`)
}

export function serverRootFlag(text: string): string {
  return parsed(zServerRoot, text)
}

export function tokenFlag(text: string): string {
  return parsed(zBearerToken, text)
}

export function addHeaderFlag(text: string, before: Record<string, string>): Record<string, string> {
  const [, name = '', value = ''] = /^([^:]+):(.*)$/s.exec(text) ?? []
  if (name === '') throw new InvalidArgumentError("Give 'Name: value'.")
  return { ...before, ...parsed(zHeaders, { [name.trim()]: value.trim() }) }
}

/** For the reports. */
export function nameFlag(text: string): string {
  const name = text.trim()
  if (name !== '' && name.length <= 200) return name
  throw new InvalidArgumentError('Give a name of at most 200 characters.')
}

export function addHeaderName(name: string, before: readonly string[]): string[] {
  parsed(zHeaders, { [name]: '' })
  return [...before, name]
}

export function pemFlag(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new InvalidArgumentError(`${file} cannot be read: ${(error as Error).message}.`)
  }
}

export function caFlag(file: string): string {
  const pem = pemFlag(file)
  const problem = certificateProblem(pem)
  if (problem !== undefined) throw new InvalidArgumentError(`${file} ${problem}.`)
  return pem
}

/** Members of a target by the flags that say them. */
const FLAG_OF: Readonly<Record<string, string>> = {
  clientCredentials: '--token-url, --client-id and --client-secret',
  'clientCredentials.tokenUrl': '--token-url',
  'clientCredentials.clientId': '--client-id',
  'clientCredentials.clientSecret': '--client-secret',
  clientCertificate: '--client-cert and --client-key',
  'clientCertificate.certificate': '--client-cert',
  'clientCertificate.key': '--client-key',
  proxy: '--proxy',
  token: '--token',
  ca: '--ca',
  insecure: '--insecure',
}

function refuse(path: readonly PropertyKey[], message: string, isMissing = false): BenchError {
  const member = fieldPath(path)
  const field = FLAG_OF[member] ?? `--config: ${member}`
  const group = FLAG_OF[String(path[0])]
  const missing = `is missing${group === undefined ? '' : `: ${group} go together`}`
  const reason = isMissing ? missing : message
  return new BenchError('invalidArgument', `${field} ${reason}`, { field })
}

function isAbsent(asked: unknown, path: readonly PropertyKey[]): boolean {
  const value = path.reduce<unknown>((one, key) => (one as Record<PropertyKey, unknown> | undefined)?.[key], asked)
  return value === undefined
}

/** The members that were said. */
function said<T extends object>(members: T): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>
}

/** Together with what the file says of them, member by member; undefined where no flag says anything. */
function merged<T extends object>(ofFile: object | undefined, ofFlags: T) {
  const members = said(ofFlags)
  return Object.keys(members).length === 0 ? undefined : { ...ofFile, ...members }
}

function withoutSignIn({ token: _token, clientCredentials: _credentials, tokens, headers, ...rest }: TargetConfig) {
  const { twoLegged: _, ...others } = tokens ?? {}
  const kept = Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() !== 'authorization')
  return { ...rest, ...(tokens && { tokens: others }), headers: Object.fromEntries(kept) }
}

/** The file without what a flag says otherwise, rather than in its place. */
function besideFlags(file: TargetConfig, { token, ca, insecure }: TargetFlags, hasCredentials: boolean): TargetConfig {
  const { ca: _ca, insecure: _insecure, ...withoutTrust } = file
  const trusting = ca !== undefined || insecure ? withoutTrust : file
  return token !== undefined || hasCredentials ? withoutSignIn(trusting) : trusting
}

/** The file's configuration, with what the flags say in its place. @throws BenchError that names the flag */
export function targetFrom(flags: TargetFlags, serverRoot: string): Target {
  const { config = {}, token, header, redactHeader, ca, insecure, proxy } = flags
  const { tokenUrl, clientId, clientSecret, scope, clientCert: certificate, clientKey: key } = flags
  const ofFile = token === undefined ? config.clientCredentials : undefined
  const clientCredentials = merged(ofFile, { tokenUrl, clientId, clientSecret, scope })
  const clientCertificate = merged(config.clientCertificate, { certificate, key })
  const { timeoutSeconds: _, ...fromFile } = besideFlags(config, flags, clientCredentials !== undefined)
  const asked = {
    ...fromFile,
    serverRoot,
    headers: { ...fromFile.headers, ...header },
    redactHeaders: [...(fromFile.redactHeaders ?? []), ...redactHeader],
    ...said({ token, ca, insecure, proxy, clientCredentials, clientCertificate }),
  }
  const result = zTarget.safeParse(asked)
  const [issue] = result.error?.issues ?? []
  if (issue) throw refuse(issue.path, issue.message, isAbsent(asked, issue.path))
  const target = result.data as Target
  const [problem] = pemProblems(target)
  if (problem) throw refuse(problem.path, problem.message)
  return target
}
