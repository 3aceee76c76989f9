import { defineStore } from 'pinia'
import { reactive } from 'vue'
import type { RegisteredReport } from '#shared/domain/registeredReport'
import type { Json } from './draft'

interface ReportDraft {
  readonly draft: Json
  /** While the JSON is shown: as typed. */
  readonly text: string | undefined
  /** The registered report that it was made from. */
  readonly base: RegisteredReport | undefined
}

/** What is being written, by the id of its report; it waits here while somebody looks at another page. */
export const useReportDraftsStore = defineStore('report drafts', () => {
  const drafts = reactive(new Map<string, ReportDraft>())
  const keyOf = (report: RegisteredReport | undefined) => (report ? `report ${report.id}` : 'new')

  return {
    read: (report: RegisteredReport | undefined) => drafts.get(keyOf(report)),
    keep: (report: RegisteredReport | undefined, draft: ReportDraft) => drafts.set(keyOf(report), draft),
    discard: (report: RegisteredReport | undefined) => drafts.delete(keyOf(report)),
  }
})
