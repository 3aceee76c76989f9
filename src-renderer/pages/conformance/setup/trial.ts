import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { ControlClientError } from '#shared/control/client'
import type { TrialView } from '#shared/control/trialViews'
import { useBenchLink } from '../../../api/bench'
import { useAction } from '../../../composables/useAction'
import { trialRequestOf, type TrialFormRequest } from '../form/runForm'
import { useNewRunStore } from '../newRun'

type What = TrialFormRequest['what']

const LOST = {
  state: 'finished',
  outcome: { isReady: false, message: 'The bench was started anew before it had ended: try again.' },
} as const

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

  /** A bench that was started anew knows no trial of the one before. */
  async function readAgain(trial: TrialView) {
    try {
      see(await control.readTrial({ id: trial.id }))
    } catch (error) {
      if (error instanceof ControlClientError && error.code === 'notFound') see({ ...trial, ...LOST })
    }
  }

  feed.follow({
    receive: (batch) => see(...batch.flatMap(({ event }) => (event.kind === 'trial.changed' ? [event.trial] : []))),
    restart() {
      for (const trial of seen.value.values()) if (trial.state === 'running') void readAgain(trial)
    },
  })

  async function start(what: What) {
    if (!newRun.check()) return
    const begun = await newRun.ask('Try', () => control.startTrial({ body: trialRequestOf(newRun.form, what) }))
    if (!begun) return
    if (!seen.value.has(begun.id)) see(begun)
    ids.value = { ...ids.value, [what]: begun.id }
  }

  const cancel = ({ id }: TrialView) => run('Cancel', () => control.cancelTrial({ id }))

  return { trialOf, start, cancel }
})
