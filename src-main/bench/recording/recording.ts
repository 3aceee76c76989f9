// What is done by hand while a timeline plays, as steps that a scenario can keep.
import { z } from 'zod'
import type { BenchBus } from '#shared/control/events'
import type { BenchClock } from '#shared/domain/clocks'
import type { Document } from '#shared/domain/rowLog'
import { zTimelineStep, type TimelineStep } from '#shared/domain/scenario/timeline'
import { createTurn } from '../clocks/turn'
import type { SavedScenario } from '../stage/savedScenario'
import { secondsText, type HandAct } from './handActs'

/** More is no act of hands. */
const MOST_STEPS = 1000

export const zKeptRecording = z.object({
  /** Bench instant at which the timeline was started that it belongs to. */
  startedAt: z.number(),
  steps: z.array(zTimelineStep),
  /** The id of the step that began what can be ended, by the id of that. */
  begun: z.record(z.string(), z.string()),
})
export type KeptRecording = z.infer<typeof zKeptRecording>

export interface RecordingPorts {
  readonly kept: Document<KeptRecording | null>
  readonly onStage: () => SavedScenario | null
  /** The id of the step of the timeline that began this, where it has one to refer to. */
  readonly stepThatBegan: (madeId: string) => string | undefined
  readonly clock: Pick<BenchClock, 'now'>
  readonly bus: BenchBus
}

interface Made {
  /** Of what was begun and can be ended. */
  readonly id?: string
  /** Until it happens, from now. */
  readonly inSeconds?: number
}

export interface Recording {
  /** In the order in which they were done; nothing unless a timeline was started. */
  steps(): readonly TimelineStep[]
  /** Resolves when it is on disk. */
  add(act: HandAct, made?: Made): Promise<void>
  /** Something was ended by hand. */
  end(madeId: string): Promise<void>
  /** Another play begins from nothing: two may be of the same instant. */
  clear(): Promise<void>
}

export function createRecording({ kept, onStage, stepThatBegan, clock, bus }: RecordingPorts): Recording {
  /** Of the timeline that plays; one of an earlier start is forgotten. */
  function current(): KeptRecording | undefined {
    const startedAt = onStage()?.play?.startedAt
    if (startedAt === undefined) return undefined
    return kept.data?.startedAt === startedAt ? kept.data : { startedAt, steps: [], begun: {} }
  }

  async function keep(recording: KeptRecording): Promise<void> {
    await kept.replace(recording)
    bus.publish({ kind: 'scenario.recorded' })
  }

  const inTurn = createTurn()
  /** One after the other, as a document is as before until it is written; each is of the instant at which it was done. */
  function record(what: (recording: KeptRecording, at: (inSeconds?: number) => string) => Promise<void> | undefined) {
    const now = clock.now()
    return inTurn(async () => {
      const recording = current()
      if (!recording || recording.steps.length >= MOST_STEPS) return
      await what(recording, (inSeconds = 0) => secondsText((now - recording.startedAt) / 1000 + inSeconds))
    })
  }

  function freeId({ steps }: KeptRecording): string {
    const taken = new Set([...(onStage()?.document.timeline ?? []), ...steps].map(({ id }) => id))
    let number = 1
    while (taken.has(`by-hand-${number}`)) number += 1
    return `by-hand-${number}`
  }

  async function forget(): Promise<void> {
    if (kept.data) await kept.replace(null)
  }

  return {
    steps: () => current()?.steps ?? [],
    add: (act, { id, inSeconds } = {}) =>
      record((recording, at) => {
        const step = { at: at(inSeconds), ...act }
        if (id === undefined) return keep({ ...recording, steps: [...recording.steps, step] })
        const stepId = freeId(recording)
        const begun = { ...recording.begun, [id]: stepId }
        return keep({ ...recording, steps: [...recording.steps, { id: stepId, ...step }], begun })
      }),
    end: (madeId) =>
      record((recording, at) => {
        const stepId = recording.begun[madeId] ?? stepThatBegan(madeId)
        if (stepId === undefined) return undefined // neither begun by hand nor by a step that has a name
        return keep({ ...recording, steps: [...recording.steps, { at: at(), clear: stepId }] })
      }),
    clear: () => inTurn(forget),
  }
}
