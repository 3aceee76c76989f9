// Plays a scenario on a running bench, to the end of its timeline and past its last expectation.
import type { BenchBus } from '#shared/control/events'
import type { ControlClient } from '#shared/control/client'
import type { ScenarioReportView } from '#shared/control/scenarioViews'

interface PlayPorts {
  readonly control: Pick<ControlClient, 'setClock' | 'startScenario' | 'readScenarioReport'>
  readonly bus: Pick<BenchBus, 'on'>
  readonly signal: AbortSignal
}

/** The next instant at which something is due. */
function nextInstant({ steps, expectations, decidedAt = 0 }: ScenarioReportView, now: number): number {
  const due = [...steps.map(({ at }) => at), ...expectations.map(({ decidesAt }) => decidesAt)]
  return Math.min(decidedAt, ...due.filter((at): at is number => at !== undefined && at > now))
}

/** From event to event, up to the last: each jump is short enough to be cancelled after it. */
async function jumpThrough({ control, signal }: PlayPorts, startedAt: number): Promise<void> {
  const report = await control.readScenarioReport()
  const { decidedAt = startedAt } = report
  for (let now = startedAt; now < decidedAt && !signal.aborted;) {
    now = nextInstant(report, now)
    await control.setClock({ body: { at: new Date(now).toISOString() } })
  }
}

async function letRun({ control, bus, signal }: PlayPorts, rate: number): Promise<void> {
  const played = new Promise<void>((resolve) => {
    const done = () => {
      ignore()
      resolve()
    }
    const ignore = bus.on('scenario.played', () => {
      void control.readScenarioReport().then(({ verdict }) => verdict !== undefined && done(), done)
    })
    signal.addEventListener('abort', done, { once: true })
  })
  await control.setClock({ body: { mode: 'scaled', rate } })
  await played
}

/**
 * The clock stands until this lets it go.
 * @param rate bench seconds per wall second; 0: the clock jumps from event to event
 * @returns what became of it, also when it was cancelled
 */
export async function play(ports: PlayPorts, rate: number): Promise<ScenarioReportView> {
  const { control, signal } = ports
  const { startedAt = 0 } = await control.startScenario()
  const isOver = (await control.readScenarioReport()).verdict !== undefined
  if (!isOver && !signal.aborted) await (rate === 0 ? jumpThrough(ports, startedAt) : letRun(ports, rate))
  await control.setClock({ body: { mode: 'paused' } })
  return control.readScenarioReport()
}
