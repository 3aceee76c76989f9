import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { TrialView } from '#shared/control/trialViews'
import { useBenchLink } from '../../../api/bench'
import { useAction } from '../../../composables/useAction'
import { trialRequestOf, type TrialFormRequest } from '../form/runForm'
import { useNewRunStore } from '../newRun'

type What = TrialFormRequest['what']

/** The last trial of each kind that this window has asked for, as it goes on. */
export const useTrialStore = defineStore('trial', () => {
  const { control, feed } = useBenchLink()
  const newRun = useNewRunStore()
  const { run } = useAction()
  /** An event may come before the answer that tells which trial is ours. */
  const seen = shallowRef<ReadonlyMap<string, TrialView>>(new Map())
  const ids = shallowRef<Partial<Record<What, string>>>({})
  const trialOf = computed(() => (what: What) => {
    const id = ids.value[what]
    return id === undefined ? undefined : seen.value.get(id)
  })

  const see = (...trials: TrialView[]) =>
    (seen.value = new Map([...seen.value, ...trials.map((trial) => [trial.id, trial] as const)]))

  async function readAgain() {
    const running = [...seen.value.values()].filter(({ state }) => state === 'running')
    for (const { id } of running) see(await control.readTrial({ id }))
  }

  feed.follow({
    receive: (batch) => see(...batch.flatMap(({ event }) => (event.kind === 'trial.changed' ? [event.trial] : []))),
    restart: () => void readAgain().catch(() => undefined), // a bench that was started anew knows no trial
  })

  async function start(what: What) {
    if (!newRun.check()) return
    const begun = await newRun.ask('Try', () => control.startTrial({ body: trialRequestOf(newRun.form, what) }))
    if (!begun) return
    if (!seen.value.has(begun.id)) see(begun)
    ids.value = { ...ids.value, [what]: begun.id }
  }

  const cancel = ({ id }: TrialView) => run('Cancel', () => control.cancelTrial({ id }))
  const forget = (what: What) => (ids.value = { ...ids.value, [what]: undefined })

  return { trialOf, start, cancel, forget }
})
