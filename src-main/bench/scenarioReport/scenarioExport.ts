import type { RunExport } from '#shared/control/runViews'
import type { PlayReport } from '../../scenario/player/views'
import { SCENARIO_REPORTERS, type ScenarioReporter } from './reporters'
import { runReport } from './runReport'

interface Exported {
  /** Wall instant. */
  readonly now: number
  readonly benchNow: number
  /** Bench seconds per wall second, as it goes now. */
  readonly rate: number
  readonly version: string
}

const FILES = {
  json: { ending: 'json', mediaType: 'application/json' },
  junit: { ending: 'xml', mediaType: 'application/xml' },
  console: { ending: 'txt', mediaType: 'text/plain' },
} as const

/** What became of the scenario on stage so far, as a file. */
export function scenarioExport(played: PlayReport, format: ScenarioReporter, made: Exported): RunExport {
  const { startedAt = made.benchNow, name } = played.scenario
  const { now, benchNow, rate, version } = made
  const times = { startedAt: now, finishedAt: now, playedFrom: startedAt, playedTo: benchNow }
  const { ending, mediaType } = FILES[format]
  const text = SCENARIO_REPORTERS[format](runReport(played, times, { rate, version }))
  return { fileName: `${name}-report.${ending}`, mediaType, encoding: 'utf8', text: `${text.trimEnd()}\n` }
}
