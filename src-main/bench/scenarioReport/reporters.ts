// The forms in which the run of a scenario is told.
import type { ScenarioCaseResult, ScenarioRunReport } from '#shared/conformance/scenarioRunReport'
import { junitXml } from '../../conformance/reporters/junitXml'

const VERDICT_WIDTH = 'inconclusive'.length

type Check = ScenarioCaseResult['steps'][number]['checks'][number]

function troubled({ steps }: ScenarioCaseResult): Check[] {
  return steps.flatMap(({ checks }) => checks.filter(({ verdict }) => verdict !== 'pass'))
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function linesOf({ verdict, clause, message, expected, actual }: Check): string[] {
  return [
    `${verdict} ${clause}: ${message}`,
    ...(expected === undefined ? [] : [`  expected  ${shown(expected)}`]),
    ...(actual === undefined ? [] : [`  actual    ${shown(actual)}`]),
  ]
}

/** What came of it, for a person. */
export function consoleReport(report: ScenarioRunReport): string {
  const { scenario, title, cases, verdict, summary, playedFrom, playedTo } = report
  const expectsNothing = cases.every(({ id }) => id === 'timeline')
  const width = Math.max(0, ...cases.map(({ id }) => id.length))
  const { passed, failed, inconclusive, notRun } = summary
  return [
    `${scenario}: ${title}`,
    `  played from ${playedFrom} to ${playedTo}`,
    ...cases.flatMap((one) => [
      `  ${one.verdict.padEnd(VERDICT_WIDTH)}  ${one.id.padEnd(width)}  ${one.title}`,
      ...troubled(one).flatMap((check) => linesOf(check).map((line) => `      ${line}`)),
    ]),
    ...(expectsNothing ? ['  It expects nothing: only that its steps are performed was looked at.'] : []),
    '',
    `Verdict: ${verdict}. ${passed} passed, ${failed} failed, ${inconclusive} inconclusive, ${notRun} not run.`,
  ].join('\n')
}

function junitReport(report: ScenarioRunReport): string {
  return junitXml({
    name: report.scenario,
    startedAt: report.startedAt,
    properties: { seed: String(report.seed), verdict: report.verdict },
    cases: report.cases.map((one) => ({
      ...{ name: `${one.id}: ${one.title}`, verdict: one.verdict, seconds: 0 },
      summary: troubled(one)
        .map(({ message }) => message)
        .join('; '),
      details: troubled(one).flatMap(linesOf).join('\n'),
    })),
    whole: { verdict: report.verdict, why: 'The scenario was not played to its end.' },
  })
}

export const SCENARIO_REPORTERS = {
  console: consoleReport,
  json: (report: ScenarioRunReport) => JSON.stringify(report, null, 2),
  junit: junitReport,
} as const
export type ScenarioReporter = keyof typeof SCENARIO_REPORTERS
