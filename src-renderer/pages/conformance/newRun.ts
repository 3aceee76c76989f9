import { defineStore } from 'pinia'
import { reactive, shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { zRunRequest } from '#shared/control/runViews'
import { invalidArgument } from '#shared/errors/zodIssues'
import { useBenchLink } from '../../api/bench'
import { useAction } from '../../composables/useAction'
import { brokenHeaderLine, emptyRunForm, runRequestOf, type RunChoice, type RunForm } from './runForm'

/** The form of the next run, kept while the window is open, and what starts it. */
export const useNewRunStore = defineStore('newRun', () => {
  const { control } = useBenchLink()
  const router = useRouter()
  const { run, busy } = useAction()
  const form = reactive<RunForm>(emptyRunForm())
  const problem = shallowRef('')

  function problemOf(choice: RunChoice): string {
    const line = brokenHeaderLine(form.headers)
    if (line !== undefined) return `“${line.trim()}” is no header: write Name: value, one a line.`
    const parsed = zRunRequest.safeParse(runRequestOf(form, choice))
    return parsed.success ? '' : invalidArgument(parsed.error).message
  }

  /** Starts it and shows it; what is wrong with the form is said instead. */
  async function start(choice: RunChoice) {
    problem.value = problemOf(choice)
    if (problem.value !== '') return
    const started = await run('Start run', () => control.startRun({ body: runRequestOf(form, choice) }))
    if (started) await router.push({ name: 'conformance', params: { run: started.id } })
  }
  return { form, problem, busy, start }
})
