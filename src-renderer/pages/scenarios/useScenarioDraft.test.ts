import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createApp, effectScope } from 'vue'
import { ControlClientError, type ControlClient } from '#shared/control/client'
import type { ScenarioFile } from '#shared/control/scenarioFileViews'
import { BENCH_LINK } from '../../api/bench'
import { playBench } from '../../testing/fakeLink'
import { useScenarioDraft, type ScenarioDraft } from './useScenarioDraft'

const FILE: ScenarioFile = { name: 'mine', origin: 'folder', file: '/mine.yaml', text: 'name: mine', revision: 'r1' }
const LISTING = { name: 'mine', title: 'Mine', tags: [], origin: 'folder' as const, file: '/mine.yaml' }
const away = new ControlClientError(0, 'unreachable', 'The bench does not answer.')

/** A draft of the one file on a disk that the test changes. */
function openDraft(operations: Partial<ControlClient> = {}) {
  const disk: { file: ScenarioFile | undefined } = { file: FILE }
  const checkScenarioText = vi.fn(({ body }: { body: { text: string } }) =>
    Promise.resolve({ problems: [], scenario: { text: body.text } }),
  )
  const bench = playBench({
    listScenarios: () => Promise.resolve({ items: disk.file ? [LISTING] : [], nextSeq: 1 }),
    readScenarioFile: () =>
      disk.file ? Promise.resolve(disk.file) : Promise.reject(new ControlClientError(404, 'notFound', 'no such file')),
    checkScenarioText,
    ...operations,
  })
  const scope = effectScope()
  const app = createApp({}).provide(BENCH_LINK, bench.link)
  const draft = app.runWithContext(() => scope.run(() => useScenarioDraft('mine')) as ScenarioDraft)
  onTestFinished(() => {
    scope.stop()
    localStorage.clear()
  })
  return { draft, disk, checkScenarioText, bench }
}

describe(useScenarioDraft, () => {
  it('knows whether what it says of a text is about the present one', async () => {
    const { draft } = openDraft()
    await draft.load()
    await vi.waitFor(() => expect(draft.checking.value.phase).toBe('ready'))
    draft.text.value = 'name: other'
    expect(draft.checking.value.phase).toBe('loading')
    await vi.waitFor(() => expect(draft.checking.value.phase).toBe('ready'))
    expect(draft.check.value?.scenario).toEqual({ text: 'name: other' })
  })

  it('checks the present text when asked to, whatever was checked before', async () => {
    const { draft } = openDraft()
    await draft.load()
    draft.text.value = 'name: typed just now'
    expect((await draft.checkNow()).scenario).toEqual({ text: 'name: typed just now' })
    expect(draft.checking.value.phase).toBe('ready')
  })

  it('says that a text could not be checked, and checks it once the bench is back', async () => {
    const { draft, checkScenarioText, bench } = openDraft()
    await draft.load()
    await vi.waitFor(() => expect(draft.checking.value.phase).toBe('ready'))
    checkScenarioText.mockRejectedValueOnce(away)
    draft.text.value = 'name: unchecked'
    await vi.waitFor(() =>
      expect(draft.checking.value).toEqual({ phase: 'failed', message: 'The bench does not answer.' }),
    )
    expect(draft.check.value).toBeUndefined()
    bench.restart()
    await vi.waitFor(() => expect(draft.check.value?.scenario).toEqual({ text: 'name: unchecked' }))
  })
})
