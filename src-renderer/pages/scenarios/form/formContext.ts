// What every field of the forms needs, however deep it stands.
import { inject, type ComputedRef, type InjectionKey } from 'vue'
import type { ScenarioProblem } from '#shared/control/scenarioViews'
import type { TextChange } from '../source/yamlEdits'
import type { YamlPath } from '../source/yamlPlaces'
import type { SchemaNode } from './schemaNode'

export interface FormContext {
  readonly root: SchemaNode
  readonly readOnly: ComputedRef<boolean>
  readonly problemsAt: (path: YamlPath) => readonly ScenarioProblem[]
  readonly edit: (change: (text: string) => TextChange | undefined) => void
}

export const FORM_CONTEXT: InjectionKey<FormContext> = Symbol('scenario forms')

export function useFormContext(): FormContext {
  const context = inject(FORM_CONTEXT)
  if (!context) throw new Error('a field stands outside of the forms')
  return context
}

/** As problems name a place: `devices[0].cell`. */
export function pathText(path: YamlPath): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
    '',
  )
}
