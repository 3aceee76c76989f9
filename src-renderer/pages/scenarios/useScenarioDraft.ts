// One scenario as it is being edited: the text, the file it came from, what is wrong with it, and what happens to the
// file meanwhile.
import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { ControlClientError, type ControlClient } from '#shared/control/client'
import type { ScenarioFile } from '#shared/control/scenarioFileViews'
import { useBenchLink } from '../../api/bench'
import type { LiveState } from '../../stores/live'
import { useScenarioLibraryStore } from '../../stores/scenarioLibrary'
import { forgetDraft, keepDraft, readDraft } from './drafts'
import { fileNameOf } from './library/fileName'
import { useScenarioCheck, type SeenCheck } from './useScenarioCheck'

export interface ScenarioDraft extends SeenCheck {
  readonly state: Readonly<ShallowRef<LiveState>>
  /** As it stands on disk, or stood when it was read; undefined when there is neither a file nor a draft of one. */
  readonly file: Readonly<ShallowRef<ScenarioFile | undefined>>
  readonly text: ShallowRef<string>
  readonly isChanged: ComputedRef<boolean>
  /** The file as another program left it; undefined while it is the one that is edited. */
  readonly onDisk: Readonly<ShallowRef<ScenarioFile | 'removed' | undefined>>
  /** Unsaved text of an earlier visit is being shown. */
  readonly isRestored: Readonly<ShallowRef<boolean>>
  readonly load: () => Promise<void>
  /** @throws ControlClientError `conflict` when the file was changed meanwhile; nothing is overwritten. */
  readonly save: () => Promise<ScenarioFile>
  /** Goes on from what is on disk, if anything is; the text is to be replaced by the caller, so that it can be undone. */
  readonly takeDisk: () => string | undefined
  /** The next save overwrites what is on disk. */
  readonly keepMine: () => void
}

async function readOrGone(control: ControlClient, name: string): Promise<ScenarioFile | 'removed'> {
  try {
    return await control.readScenarioFile({ name })
  } catch (error) {
    if (error instanceof ControlClientError && error.code === 'notFound') return 'removed'
    throw error
  }
}

/** @param name of the file; the caller makes another draft for another file */
export function useScenarioDraft(name: string): ScenarioDraft {
  const { control } = useBenchLink()
  const library = useScenarioLibraryStore()
  const state = shallowRef<LiveState>({ phase: 'loading' })
  const file = shallowRef<ScenarioFile>()
  const text = shallowRef('')
  const onDisk = shallowRef<ScenarioFile | 'removed'>()
  const isRestored = shallowRef(false)
  const isChanged = computed(
    () => file.value !== undefined && (onDisk.value === 'removed' || text.value !== file.value.text),
  )
  const isListed = () => library.listings.some((one) => fileNameOf(one) === name)
  const readDisk = () => (isListed() ? readOrGone(control, name) : Promise.resolve('removed' as const))
  /** Revision that the next save expects on disk, unless the file was removed. */
  let base = ''
  const checked = useScenarioCheck(name, text, () => file.value !== undefined)

  async function load() {
    state.value = { phase: 'loading' }
    try {
      const read = await readDisk()
      const draft = readDraft(name)
      file.value = read === 'removed' ? draft && { name, origin: 'folder', text: '', revision: draft.revision } : read
      base = draft?.revision ?? file.value?.revision ?? ''
      text.value = draft?.text ?? file.value?.text ?? ''
      isRestored.value = text.value !== file.value?.text
      onDisk.value = read === file.value && read.revision === base ? undefined : read
      state.value = { phase: 'ready' }
    } catch (error) {
      state.value = { phase: 'failed', message: error instanceof Error ? error.message : String(error) }
    }
  }

  async function lookAtDisk() {
    if (!file.value && state.value.phase !== 'loading' && isListed()) await load()
    if (!file.value || file.value.origin === 'shipped') return
    const read = await readDisk()
    const isKnown = read !== 'removed' && (read.revision === base || read.text === text.value)
    if (isKnown) {
      file.value = read
      base = read.revision
    }
    onDisk.value = isKnown ? undefined : read
  }

  watch(
    () => library.changes,
    () => void lookAtDisk(),
  )

  watch(text, (present) => {
    if (!file.value) return
    if (isChanged.value) keepDraft(name, { text: present, revision: base })
    else forgetDraft(name)
  })

  return {
    state,
    file,
    text,
    ...checked,
    isChanged,
    onDisk,
    isRestored,
    load,
    async save() {
      const body = { text: text.value, ...(onDisk.value !== 'removed' && { revision: base }) }
      const saved = await control.writeScenarioFile({ name, body })
      file.value = saved
      base = saved.revision
      onDisk.value = undefined
      isRestored.value = false
      forgetDraft(name)
      return saved
    },
    takeDisk() {
      const theirs = onDisk.value === 'removed' ? undefined : onDisk.value
      file.value = theirs
      base = theirs?.revision ?? ''
      onDisk.value = undefined
      isRestored.value = false
      forgetDraft(name)
      return theirs?.text
    },
    keepMine() {
      if (onDisk.value === undefined || onDisk.value === 'removed') return
      file.value = onDisk.value
      base = onDisk.value.revision
      onDisk.value = undefined
      keepDraft(name, { text: text.value, revision: base })
    },
  }
}
