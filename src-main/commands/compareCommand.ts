// `callbox conformance compare`: two reports side by side.
import { readFile } from 'node:fs/promises'
import { zRunReport, type RunReport } from '#shared/conformance/runReport'
import { BenchError } from '#shared/errors/benchError'
import { invalidArgument } from '#shared/errors/zodIssues'
import { Command } from 'commander'
import { compareReports } from '../conformance/compare/compareReports'
import { comparisonText } from '../conformance/compare/comparisonText'
import { ExitWith } from './exitWith'

function wrongUsage(field: string, message: string, cause?: unknown): BenchError {
  return new BenchError('invalidArgument', `${field}: ${message}`, { field, cause })
}

async function textOf(file: string, field: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw wrongUsage(field, `${file} cannot be read: ${(cause as Error).message}.`, cause)
  }
}

const HINT = 'Give a report that --reporter json=FILE or the export as JSON has written.'

async function readReport(file: string, field: string): Promise<RunReport> {
  const text = await textOf(file, field)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw wrongUsage(field, `${file} is not JSON: ${(cause as Error).message}. ${HINT}`, cause)
  }
  const parsed = zRunReport.safeParse(value)
  if (parsed.success) return parsed.data
  throw wrongUsage(field, `${file} is no report of a run: ${invalidArgument(parsed.error).message} ${HINT}`)
}

/** Exit codes: 0 no verdict is different, 1 one is (`ExitWith`). */
export function compareCommand({ print }: { print: (line: string) => void }): Command {
  return new Command('compare')
    .description('what is different between two reports: exit 0 no verdict, 1 a verdict, 2 wrong usage')
    .argument('<before>', 'JSON report of a run')
    .argument('<after>', 'JSON report of another run of that suite')
    .option('--json', 'as JSON, what is equal too')
    .action(async (before: string, after: string, { json }: { json?: true }) => {
      const reports = [await readReport(before, '--before'), await readReport(after, '--after')] as const
      const comparison = compareReports(...reports)
      if (json) print(JSON.stringify(comparison, null, 2))
      else for (const line of comparisonText(comparison)) print(line)
      if (comparison.verdictChanged) throw new ExitWith(1)
    })
}
