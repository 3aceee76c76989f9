// The options of `conformance run` that say where its requests go.
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { BenchError } from '#shared/errors/benchError'
import { InvalidArgumentError } from 'commander'
import { checkHeader, parseServerRoot, type Target } from '../conformance/probe/target'

export interface TargetFlags {
  serverRoot?: string
  token?: string
  header: Record<string, string>
  /** PEM text. */
  ca?: string
  insecure?: true
}

/** Lets commander name the option in front of what is wrong. */
function refusing<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (error instanceof BenchError) throw new InvalidArgumentError(`${error.message}.`)
    throw error
  }
}

export function serverRootFlag(text: string): string {
  return refusing(() => parseServerRoot(text, 'the server root'))
}

export function tokenFlag(text: string): string {
  refusing(() => checkHeader('Authorization', text, 'the token'))
  return text
}

export function addHeaderFlag(text: string, before: Record<string, string>): Record<string, string> {
  const [, name = '', value = ''] = /^([^:]+):(.*)$/s.exec(text) ?? []
  if (name === '') throw new InvalidArgumentError("Give 'Name: value'.")
  refusing(() => checkHeader(name.trim(), value.trim(), 'the header'))
  return { ...before, [name.trim()]: value.trim() }
}

export function caFlag(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8')
    void new X509Certificate(pem) // fails on what is no certificate, which TLS would silently ignore
    return pem
  } catch (error) {
    throw new InvalidArgumentError(`${file} cannot be read as a PEM certificate: ${(error as Error).message}.`)
  }
}

export function targetFrom({ token, header, ca, insecure }: TargetFlags, serverRoot: string): Target {
  return {
    serverRoot,
    headers: header,
    ...(token !== undefined && { token }),
    ...(ca !== undefined && { ca }),
    ...(insecure && { insecure }),
  }
}
