import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Settings } from '#shared/control/settings'
import { useBenchLink } from '../api/bench'
import { eventsOf } from './eventsOf'
import { useLive } from './live'

/** What a user has set about the bench. */
export const useSettingsStore = defineStore('settings', () => {
  const { control } = useBenchLink()
  const settings = shallowRef<Settings>()

  const { state, refresh } = useLive({
    async load() {
      const [{ nextSeq }, read] = await Promise.all([control.readState(), control.readSettings()])
      return { nextSeq, read }
    },
    replace({ read }) {
      settings.value = read
    },
    apply(events) {
      const changed = eventsOf(events, 'settings.changed').at(-1)
      if (changed) settings.value = changed.settings
    },
  })
  return { settings, state, refresh }
})
