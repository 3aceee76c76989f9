import { shallowRef } from 'vue'
import type { ReportFormat, RunExport } from '#shared/control/runViews'
import { useBenchLink } from '../../../api/bench'
import { useFileSaving, type SavedFile } from '../../../composables/useFileSaving'

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

/** Saves the report of a run. */
export function useRunExport() {
  const { control } = useBenchLink()
  const saving = useFileSaving()
  /** The format that is being written. */
  const exporting = shallowRef<ReportFormat>()

  async function exported(id: string, format: ReportFormat): Promise<SavedFile> {
    const report = await control.exportRun({ id, query: { format } })
    return { ...report, content: contentOf(report) }
  }

  async function save(runId: string, format: ReportFormat) {
    if (exporting.value !== undefined) return
    exporting.value = format
    await saving.save('The report', () => exported(runId, format))
    exporting.value = undefined
  }
  return { exporting, save }
}
