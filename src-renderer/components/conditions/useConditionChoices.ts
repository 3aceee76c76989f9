import { computed } from 'vue'
import { useQueryChoice } from '../../composables/useQueryChoice'
import { profileName } from '../../format/thresholds'
import { useNetworkStore } from '../../stores/network'
import { DEFAULT_WINDOW, TIME_WINDOWS } from './timeWindows'

/** The profile against which conditions are shown, as the page's address says. */
export function useProfileChoice() {
  const network = useNetworkStore()
  const items = computed(() => network.profiles.map((profile) => ({ value: profile.id, label: profileName(profile) })))
  const profileId = useQueryChoice(
    'profile',
    computed(() => items.value.map(({ value }) => value)),
  )
  const profile = computed(() => network.profiles.find(({ id }) => id === profileId.value))
  return { items, profileId, profile }
}

/** How much time is shown, as the page's address says. */
export function useTimeWindow() {
  const others = TIME_WINDOWS.filter((one) => one !== DEFAULT_WINDOW)
  const windowId = useQueryChoice(
    'minutes',
    computed(() => [DEFAULT_WINDOW, ...others].map(({ value }) => value)),
  )
  const span = computed(() => {
    const { secondsBack, secondsAhead } = TIME_WINDOWS.find(({ value }) => value === windowId.value) ?? DEFAULT_WINDOW
    return { secondsBack, secondsAhead }
  })
  return { windowId, span }
}
