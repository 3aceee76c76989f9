// What the fields of the report's form share: the draft, by paths into it.
import {
  computed,
  inject,
  provide,
  type ComputedRef,
  type InjectionKey,
  type ShallowRef,
  type WritableComputedRef,
} from 'vue'
import { fieldPath } from '#shared/errors/zodIssues'
import { itemsAt, valueAt, withItem, withoutItem, withValue, type Json, type Path } from './draft'

export interface ReportForm {
  readonly draft: ShallowRef<Json>
  /** By the paths of fields; empty until somebody has asked to save. */
  readonly problems: ComputedRef<ReadonlyMap<string, string>>
}

const REPORT_FORM: InjectionKey<ReportForm> = Symbol('report form')

export function provideReportForm(form: ReportForm): void {
  provide(REPORT_FORM, form)
}

function useForm(): ReportForm {
  const form = inject(REPORT_FORM)
  if (!form) throw new Error('a field of the report form stands outside of one')
  return form
}

export interface ReportField {
  /** What is there, of whatever type; undefined takes it out. */
  readonly value: WritableComputedRef<Json>
  readonly problem: ComputedRef<string | false>
}

export function useReportField(path: () => Path): ReportField {
  const { draft, problems } = useForm()
  return {
    value: computed({
      get: () => valueAt(draft.value, path()),
      set: (value) => (draft.value = withValue(draft.value, path(), value)),
    }),
    problem: computed(() => problems.value.get(fieldPath(path())) ?? false),
  }
}

export interface ReportItems {
  readonly count: ComputedRef<number>
  readonly problem: ComputedRef<string | false>
  readonly add: (item: Json) => void
  readonly remove: (index: number) => void
}

export function useReportItems(path: () => Path): ReportItems {
  const { draft, problems } = useForm()
  return {
    count: computed(() => itemsAt(draft.value, path()).length),
    problem: computed(() => problems.value.get(fieldPath(path())) ?? false),
    add: (item) => (draft.value = withItem(draft.value, path(), item)),
    remove: (index) => (draft.value = withoutItem(draft.value, path(), index)),
  }
}
