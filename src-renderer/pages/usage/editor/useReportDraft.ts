// A report as it is being written, as form or as JSON, beside the registered one that it was made from.
import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { RegisteredReport } from '#shared/domain/registeredReport'
import { newReport, type Json } from './draft'
import { useReportDraftsStore } from './reportDrafts'

export interface WrittenReport {
  readonly draft: ShallowRef<Json>
  /** While the JSON is shown: as typed, whether it parses or not. */
  readonly text: ShallowRef<string | undefined>
  /** Why the text is no JSON. */
  readonly notJson: ComputedRef<string | undefined>
  /** What was written on an earlier visit is being shown. */
  readonly isRestored: Readonly<ShallowRef<boolean>>
  /** The registered report is no longer the one that this was made from: saving would undo what somebody else changed. */
  readonly isOutdated: ComputedRef<boolean>
  /** Goes on from the registered report. */
  readonly takeTheirs: () => void
  /** Saving overwrites the registered report. */
  readonly keepMine: () => void
}

const textOf = (value: Json) => JSON.stringify(value, null, 2)

/** @param report undefined: a new one; always the same one otherwise, whatever becomes of it */
export function useReportDraft(report: () => RegisteredReport | undefined): WrittenReport {
  const drafts = useReportDraftsStore()
  const kept = drafts.read(report())
  const base = shallowRef(kept ? kept.base : report())
  const draft = shallowRef<Json>(kept ? kept.draft : (report() ?? newReport()))
  const text = shallowRef(kept?.text)
  const isRestored = shallowRef(kept !== undefined)

  const notJson = computed(() => {
    if (text.value === undefined) return undefined
    try {
      JSON.parse(text.value)
      return undefined
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  })
  const isChanged = computed(
    () => notJson.value !== undefined || textOf(draft.value) !== textOf(base.value ?? newReport()),
  )

  watch(text, (typed) => {
    if (typed !== undefined && notJson.value === undefined) draft.value = JSON.parse(typed) as Json
  })
  watch([draft, text, base], () => {
    if (isChanged.value) drafts.keep(report(), { draft: draft.value, text: text.value, base: base.value })
    else drafts.discard(report())
  })

  return {
    draft,
    text,
    notJson,
    isRestored,
    isOutdated: computed(() => textOf(base.value) !== textOf(report())),
    takeTheirs() {
      base.value = report()
      draft.value = report() ?? newReport()
      if (text.value !== undefined) text.value = textOf(draft.value)
      isRestored.value = false
    },
    keepMine() {
      base.value = report()
    },
  }
}
