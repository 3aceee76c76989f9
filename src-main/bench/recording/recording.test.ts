import { expect, it } from 'vitest'
import { createBus } from '../bus'
import type { SavedScenario } from '../stage/savedScenario'
import { createRecording, type KeptRecording } from './recording'

/** As of a disk: what is replaced is there a turn later. */
function slowDocument() {
  let data: KeptRecording | null = null
  return {
    get data() {
      return data
    },
    async replace(next: KeptRecording | null) {
      await new Promise((resolve) => setImmediate(resolve))
      data = next
    },
  }
}

it('records all that is done at once, each of its own instant', async () => {
  let now = 1000
  const staged = { document: { timeline: [{ id: 'by-hand-1' }] }, play: { startedAt: 0 } }
  const recording = createRecording({
    kept: slowDocument(),
    onStage: () => staged as unknown as SavedScenario,
    stepThatBegan: () => undefined,
    clock: { now: () => now },
    bus: createBus(),
  })
  const first = recording.add({ say: 'a' })
  now = 2500
  await Promise.all([first, recording.add({ degrade: { target: { all: true } } }, { id: 'd' }), recording.end('d')])
  expect(recording.steps()).toEqual([
    { at: '1s', say: 'a' },
    { id: 'by-hand-2', at: '2.5s', degrade: { target: { all: true } } },
    { at: '2.5s', clear: 'by-hand-2' },
  ])
})
