import { defineStore } from 'pinia'
import { reactive } from 'vue'
import type { RegisteredReport } from '#shared/domain/registeredReport'
import { newReport, type Json } from './draft'

/** What is being written, by the id of its report; it waits here while somebody looks at another page. */
export const useReportDraftsStore = defineStore('report drafts', () => {
  const drafts = reactive(new Map<string, { draft: Json; text: string | undefined }>())
  const keyOf = (report: RegisteredReport | undefined) => (report ? `report ${report.id}` : 'new')

  return {
    read: (report: RegisteredReport | undefined) =>
      drafts.get(keyOf(report)) ?? { draft: report ?? newReport(), text: undefined },
    keep(report: RegisteredReport | undefined, draft: Json, text: string | undefined) {
      drafts.set(keyOf(report), { draft, text })
    },
    discard: (report: RegisteredReport | undefined) => drafts.delete(keyOf(report)),
  }
})
