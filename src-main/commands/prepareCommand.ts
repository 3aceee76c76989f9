// `callbox conformance prepare SUITE`: what has to be registered at a target before the suite is run against it.
import type { SuitePreparation } from '#shared/control/conformancePreparation'
import type { WallClock } from '#shared/domain/clocks'
import { Command, InvalidArgumentError } from 'commander'
import { monthOf, preparationOf } from '../conformance/registration/preparation'
import type { Suite } from '../conformance/suite'

export interface PrepareCommandPorts {
  readonly wall: WallClock
  readonly print: (line: string) => void
  readonly suiteArgument: (id: string) => Suite
}

function monthFlag(text: string): string {
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(text)) return text
  throw new InvalidArgumentError('Give a month such as 2026-11.')
}

function tableOf({ columns, rows }: SuitePreparation): string[] {
  const cells = [
    columns.map(({ label }) => label),
    ...rows.map((row) => columns.map(({ key }) => String(row[key] ?? ''))),
  ]
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)))
  const padded = (text: string, index: number) =>
    columns[index]?.numeric ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0)
  return cells.map((line) => line.map(padded).join('  ').trimEnd())
}

export function prepareCommand({ wall, print, suiteArgument }: PrepareCommandPorts): Command {
  return new Command('prepare')
    .description('what to register at a target before a suite is run against it')
    .argument('<suite>', 'id of a suite', suiteArgument)
    .option('--month <month>', 'of all dates, such as 2026-11 (default: the present one, in UTC)', monthFlag)
    .option('--json', 'the resources as JSON, as the API would answer them')
    .action((suite: Suite, { month, json }: { month?: string; json?: true }) => {
      const preparation = preparationOf(suite, month ?? monthOf(wall.now()))
      if (json) return print(JSON.stringify(preparation.resources, null, 2))
      for (const line of [preparation.instruction, preparation.clause, '', ...tableOf(preparation)]) print(line)
    })
}
