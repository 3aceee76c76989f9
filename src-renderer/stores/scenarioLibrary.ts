import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ScenarioListing } from '#shared/control/scenarioViews'
import { useBenchLink } from '../api/bench'
import { coalesce } from './coalesce'
import { useLive } from './live'

/** The scenarios there are: those that come with the program and those of the data folder. */
export const useScenarioLibraryStore = defineStore('scenarioLibrary', () => {
  const { control } = useBenchLink()
  const listings = shallowRef<readonly ScenarioListing[]>([])
  /** Counts the changes on disk, for whoever shows the text of a file. */
  const changes = shallowRef(0)

  const { state, refresh } = useLive({
    load: () => control.listScenarios(),
    replace({ items }) {
      listings.value = items
      changes.value += 1
    },
    apply(events) {
      if (events.some(({ kind }) => kind === 'scenarioFiles.changed')) refetch()
    },
  })
  const refetch = coalesce(refresh)
  return { listings, changes, state, refresh }
})
