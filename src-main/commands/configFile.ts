// `--config FILE`: what a target has, as YAML. Every problem is told with its line and column.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { zTargetConfig, type TargetConfig } from '#shared/conformance/targetConfig'
import { fieldPath } from '#shared/errors/zodIssues'
import { InvalidArgumentError } from 'commander'
import { pemProblems } from '../conformance/target/pemProblems'
import { z } from 'zod'
import { keysOfSchema, type SchemaNode } from '../scenario/files/knownKeys'
import { suggestionFor } from '../scenario/files/suggestion'
import { parseSource, type Place, type Source } from '../scenario/files/source'

type Issue = z.core.$ZodIssue

interface Problem {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** PEM is written into the file, or named by a path from its folder. */
function withPemOf(config: TargetConfig, folder: string): TargetConfig {
  const read = (text: string) => (text.includes('-----BEGIN') ? text : readFileSync(resolve(folder, text), 'utf8'))
  const { ca, clientCertificate } = config
  return {
    ...config,
    ...(ca !== undefined && { ca: read(ca) }),
    ...(clientCertificate && {
      clientCertificate: {
        ...clientCertificate,
        certificate: read(clientCertificate.certificate),
        key: read(clientCertificate.key),
      },
    }),
  }
}

function refusal(lines: readonly string[]): InvalidArgumentError {
  return new InvalidArgumentError(lines.join('\n'))
}

function readSource(file: string): Source {
  try {
    return parseSource(readFileSync(file, 'utf8'), file)
  } catch (error) {
    throw refusal([`${file} cannot be read: ${(error as Error).message}.`])
  }
}

/** Of an unknown key one line for each, at the key. */
function linesOf(issue: Issue, { placeOf, placeOfKey }: Source): [Place, string][] {
  if (issue.code !== 'unrecognized_keys') return [[placeOf(issue.path), `${fieldPath(issue.path)} ${issue.message}`]]
  const known = keysOfSchema(
    z.toJSONSchema(zTargetConfig, { io: 'input', unrepresentable: 'any' }) as SchemaNode,
    issue.path,
  )
  return issue.keys.map((key) => {
    const fix = suggestionFor(key, known)
    return [placeOfKey(issue.path, key), `there is no "${key}" here${fix === undefined ? '' : `: ${fix}`}`]
  })
}

/** @throws InvalidArgumentError with all problems, one a line: `FILE:3:5: headers.Host may not set Host` */
export function configFlag(file: string): TargetConfig {
  const source = readSource(file)
  const { value, problems, placeOf } = source
  const at = ({ line, column }: Place) => `${file}:${line}:${column}`
  if (problems.length > 0) throw refusal(problems.map((one) => `${at(one)}: ${one.reason}`))
  const told = (some: readonly Problem[]) =>
    refusal(some.map(({ path, message }) => `${at(placeOf(path))}: ${fieldPath(path)} ${message}`))
  const result = zTargetConfig.safeParse(value ?? {})
  if (!result.success) {
    throw refusal(
      result.error.issues.flatMap((issue) => linesOf(issue, source).map(([place, text]) => `${at(place)}: ${text}`)),
    )
  }
  let config: TargetConfig
  try {
    config = withPemOf(result.data, dirname(file))
  } catch (error) {
    throw refusal([`${file}: ${(error as Error).message}`])
  }
  const pem = pemProblems(config)
  if (pem.length > 0) throw told(pem)
  return config
}
