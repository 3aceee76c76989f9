import { defineStore } from 'pinia'
import { computed, reactive, shallowRef, watch } from 'vue'
import { useRouter } from 'vue-router'
import { ControlClientError } from '#shared/control/client'
import { zRunRequest } from '#shared/control/runViews'
import { useBenchLink } from '../../api/bench'
import { useToastsStore } from '../../stores/toasts'
import { NO_PROBLEMS, problemAt, problemsOf, withoutField, type FieldProblems } from './form/fieldProblems'
import { headerLineProblem } from './form/headerLines'
import { recallForm, rememberForm } from './form/rememberedForm'
import { runRequestOf, type RunChoice, type RunForm } from './form/runForm'
import type { SetUpView } from './setup/setUpView'

/** Fields that the panel of the run shows itself; those of the target stand where it is set up. */
const OWN_FIELDS = ['suite', 'timeoutSeconds', 'ranBy', 'target.serverRoot']

/** The form of the next run, remembered without its secrets, and what starts it. */
export const useNewRunStore = defineStore('newRun', () => {
  const { control } = useBenchLink()
  const toasts = useToastsStore()
  const router = useRouter()
  const form = reactive<RunForm>(recallForm())
  const problems = shallowRef<FieldProblems>(NO_PROBLEMS)
  const busy = shallowRef(false)
  const isHooked = computed(() => form.isForeign && form.hook.isOn)

  watch(form, () => rememberForm(form))
  // What was registered at one server, or for one suite, says nothing of another.
  watch([() => form.suite, () => form.serverRoot, () => form.isForeign], () => (form.registered = false))
  watch(
    () => form.suite,
    () => (form.breakpoints = []),
  )

  function ownProblems(): FieldProblems {
    const found: [string, string | undefined][] = [
      ['target.headers', headerLineProblem(form.headers)],
      ['target.registrationHook.headers', form.hook.isOn ? headerLineProblem(form.hook.headers) : undefined],
    ]
    if (!form.isForeign) return NO_PROBLEMS
    return new Map(found.filter((one): one is [string, string] => one[1] !== undefined))
  }

  /** Whether nothing is wrong with the form; else that is told beside its fields. */
  function check(choice: RunChoice = { mode: 'run' }): boolean {
    const parsed = zRunRequest.safeParse(runRequestOf(form, choice))
    problems.value = new Map([...ownProblems(), ...(parsed.success ? [] : problemsOf(parsed.error))])
    if (problems.value.size === 0) return true
    void showProblems()
    return false
  }

  async function showProblems() {
    const [field] = [...problems.value.keys()].filter((path) => !OWN_FIELDS.includes(path))
    if (field?.startsWith('target.') !== true) return
    const setup: SetUpView = field.startsWith('target.registrationHook') ? 'registration' : 'connection'
    await router.push({ name: 'conformance', params: router.currentRoute.value.params, query: { setup } })
  }

  /** Something the bench is asked with the form; a refusal stands beside its field. @returns undefined when refused */
  async function ask<Result>(what: string, task: () => Promise<Result>): Promise<Result | undefined> {
    busy.value = true
    try {
      return await task()
    } catch (error) {
      if (!(error instanceof ControlClientError)) throw error
      const { field, message } = error
      if (field === undefined) toasts.show({ kind: 'refused', title: `${what}: refused`, text: message })
      else problems.value = new Map([[field, withoutField(message, field)]])
      await showProblems()
      return undefined
    } finally {
      busy.value = false
    }
  }

  /** Starts it and shows it. */
  async function start(choice: RunChoice) {
    if (!check(choice)) return
    const started = await ask('Start run', () => control.startRun({ body: runRequestOf(form, choice) }))
    if (started) await router.push({ name: 'conformance', params: { run: started.id } })
  }

  return {
    form,
    problems,
    problemAt: (field: string) => problemAt(problems.value, field),
    busy,
    isHooked,
    check,
    ask,
    start,
  }
})
