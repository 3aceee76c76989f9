import { shallowRef } from 'vue'
import type { ReportFormat, RunExport } from '#shared/control/runViews'
import { useBenchLink } from '../../../api/bench'
import { saveFile } from '../../../composables/saveFile'
import { useToastsStore } from '../../../stores/toasts'

export const EXPORT_FORMATS = [
  { format: 'html', label: 'HTML', title: 'One page to read and print' },
  { format: 'json', label: 'JSON', title: 'The report for programs' },
  { format: 'junit', label: 'JUnit', title: 'For a build server' },
  { format: 'har', label: 'HAR', title: 'The exchanges, for a browser or a proxy' },
  { format: 'bundle', label: 'Bundle', title: 'All of these, signed with the key of this installation' },
] as const

function contentOf({ encoding, text }: RunExport): string | Uint8Array<ArrayBuffer> {
  if (encoding === 'utf8') return text
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

/** Saves the report of a run; what goes wrong on the way, at the bench or at the disk, is told. */
export function useRunExport() {
  const { control } = useBenchLink()
  const toasts = useToastsStore()
  /** The format that is being written. */
  const exporting = shallowRef<ReportFormat>()

  async function save(runId: string, format: ReportFormat) {
    if (exporting.value !== undefined) return
    exporting.value = format
    try {
      const report = await control.exportRun({ id: runId, query: { format } })
      const path = await saveFile(report.fileName, contentOf(report), report.mediaType)
      if (path !== undefined) toasts.show({ kind: 'done', title: 'Saved', text: path })
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      toasts.show({ kind: 'refused', title: 'The report was not saved', text })
    } finally {
      exporting.value = undefined
    }
  }
  return { exporting, save }
}
