import { shallowRef, type ShallowRef } from 'vue'
import { useToastsStore } from '../stores/toasts'
import { saveFile, type FileContent } from './saveFile'

export interface SavedFile {
  readonly fileName: string
  readonly content: FileContent
  readonly mediaType: string
}

export interface FileSaving {
  readonly busy: Readonly<ShallowRef<boolean>>
  /** Makes a file and saves it. What goes wrong on the way, at the bench or at the disk, is told. */
  readonly save: (what: string, make: () => SavedFile | Promise<SavedFile>) => Promise<void>
}

/** One file at a time that a person wants to have. */
export function useFileSaving(): FileSaving {
  const toasts = useToastsStore()
  const busy = shallowRef(false)

  async function save(what: string, make: () => SavedFile | Promise<SavedFile>) {
    busy.value = true
    try {
      const { fileName, content, mediaType } = await make()
      const path = await saveFile(fileName, content, mediaType)
      if (path !== undefined) toasts.show({ kind: 'done', title: 'Saved', text: path })
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      toasts.show({ kind: 'refused', title: `${what} was not saved`, text })
    } finally {
      busy.value = false
    }
  }
  return { busy, save }
}
