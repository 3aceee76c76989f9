// `--config FILE`: what a target has, as YAML. Every problem is told with its line and column.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { zTargetConfig, type TargetConfig } from '#shared/conformance/targetConfig'
import { fieldPath } from '#shared/errors/zodIssues'
import { InvalidArgumentError } from 'commander'
import { LineCounter, parseDocument, type Document } from 'yaml'
import { pemProblems } from '../conformance/target/pemProblems'

interface Problem {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** The offset of the innermost thing on the way that is there. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | undefined
    if (node?.range) return node.range[0]
  }
  return document.contents?.range?.[0] ?? 0
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

/** @throws InvalidArgumentError with all problems, one a line: `FILE:3:5: headers.Host may not set Host` */
export function configFlag(file: string): TargetConfig {
  const refuse = (lines: readonly string[]) => new InvalidArgumentError(lines.join('\n'))
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw refuse([`${file} cannot be read: ${(error as Error).message}.`])
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${file}:${line}:${col}`
  }
  if (document.errors.length > 0) throw refuse(document.errors.map(({ pos, message }) => `${at(pos[0])}: ${message}`))
  const told = (problems: readonly Problem[]) =>
    refuse(problems.map(({ path, message }) => `${at(offsetOf(document, path))}: ${fieldPath(path)} ${message}`))
  const result = zTargetConfig.safeParse(document.toJS() ?? {})
  if (!result.success) throw told(result.error.issues)
  let config: TargetConfig
  try {
    config = withPemOf(result.data, dirname(file))
  } catch (error) {
    throw refuse([`${file}: ${(error as Error).message}`])
  }
  const problems = pemProblems(config)
  if (problems.length > 0) throw told(problems)
  return config
}
