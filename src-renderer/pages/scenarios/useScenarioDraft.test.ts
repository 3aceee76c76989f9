import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createApp, effectScope } from 'vue'
import { ControlClientError, type ControlClient } from '#shared/control/client'
import type { ScenarioFile } from '#shared/control/scenarioFileViews'
import { BENCH_LINK } from '../../api/bench'
import { useScenarioLibraryStore } from '../../stores/scenarioLibrary'
import { playBench } from '../../testing/fakeLink'
import { keepDraft, readDraft } from './drafts'
import { useScenarioDraft, type ScenarioDraft } from './useScenarioDraft'

const FILE: ScenarioFile = { name: 'mine', origin: 'folder', file: '/mine.yaml', text: 'name: mine', revision: 'r1' }
const LISTING = { name: 'mine', title: 'Mine', tags: [], origin: 'folder' as const, file: '/mine.yaml' }
const away = new ControlClientError(0, 'unreachable', 'The bench does not answer.')

/** A draft of the one file on a disk that the test changes. */
async function openDraft(operations: Partial<ControlClient> = {}, disk: { file?: ScenarioFile } = { file: FILE }) {
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
  await vi.waitFor(() => expect(useScenarioLibraryStore().state.phase).toBe('ready'))
  await draft.load()
  return { draft, disk, checkScenarioText, bench }
}

describe(useScenarioDraft, () => {
  it('knows whether what it says of a text is about the present one', async () => {
    const { draft } = await openDraft()
    await vi.waitFor(() => expect(draft.checking.value.phase).toBe('ready'))
    draft.text.value = 'name: other'
    expect(draft.checking.value.phase).toBe('loading')
    await vi.waitFor(() => expect(draft.checking.value.phase).toBe('ready'))
    expect(draft.check.value?.scenario).toEqual({ text: 'name: other' })
  })

  it('checks the present text when asked to, whatever was checked before', async () => {
    const { draft } = await openDraft()
    draft.text.value = 'name: typed just now'
    expect((await draft.checkNow()).scenario).toEqual({ text: 'name: typed just now' })
    expect(draft.checking.value.phase).toBe('ready')
  })

  it('says that a text could not be checked, and checks it once the bench is back', async () => {
    const { draft, checkScenarioText, bench } = await openDraft()
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

  it('keeps what was typed when the file is removed, and saving writes it anew', async () => {
    const writeScenarioFile = vi.fn(({ body }: { body: { text: string } }) =>
      Promise.resolve({ ...FILE, text: body.text, revision: 'r2' }),
    )
    const { draft, disk, bench } = await openDraft({ writeScenarioFile })
    delete disk.file
    bench.restart()
    await vi.waitFor(() => expect(draft.onDisk.value).toBe('removed'))
    expect([draft.text.value, draft.isChanged.value]).toEqual([FILE.text, true])
    draft.text.value = 'name: typed'
    await draft.save()
    expect(writeScenarioFile).toHaveBeenCalledWith({ name: 'mine', body: { text: 'name: typed' } })
    expect([draft.onDisk.value, draft.isChanged.value]).toEqual([undefined, false])
  })

  it('shows what was kept of a file that is there no longer, until it is discarded', async () => {
    keepDraft('mine', { text: 'name: typed', revision: 'r1' })
    const { draft } = await openDraft({}, {})
    expect([draft.text.value, draft.onDisk.value, draft.isChanged.value]).toEqual(['name: typed', 'removed', true])
    draft.takeDisk()
    expect([draft.file.value, readDraft('mine')]).toEqual([undefined, undefined])
  })

  it('has nothing to show where there is neither a file nor a draft, and shows the file once there is one', async () => {
    const { draft, disk, bench } = await openDraft({}, {})
    expect([draft.state.value.phase, draft.file.value]).toEqual(['ready', undefined])
    disk.file = FILE
    bench.restart()
    await vi.waitFor(() => expect(draft.text.value).toBe(FILE.text))
  })

  it('still has something to save once one keeps mine', async () => {
    const { draft, disk, bench } = await openDraft()
    disk.file = { ...FILE, text: 'name: theirs', revision: 'r2' }
    bench.restart()
    await vi.waitFor(() => expect(draft.onDisk.value).toBe(disk.file))
    draft.keepMine()
    expect([draft.text.value, draft.isChanged.value]).toEqual([FILE.text, true])
  })
})
