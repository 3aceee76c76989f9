import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { DegradationView } from '#shared/control/networkViews'
import type { AssessmentView, CellView, DeviceView } from '#shared/control/views'
import type { StoredProfile } from '#shared/domain/applicationProfile'
import type { BenchEvent } from '#shared/control/events'
import { useBenchLink } from '../api/bench'
import { coalesce } from './coalesce'
import { eventsOf } from './eventsOf'
import { useLive } from './live'
import { upsert } from './upsert'

const CHANGES_CONDITIONS: ReadonlySet<BenchEvent['kind']> = new Set([
  'condition.changed',
  'degradation.removed',
  'handover.done',
  'clock.changed',
  'profile.changed',
  'scenario.loaded',
])

/** Cells and devices, what their network is like now, how it compares with each profile, and what degrades it. */
export const useNetworkStore = defineStore('network', () => {
  const { control } = useBenchLink()
  const cells = shallowRef<readonly CellView[]>([])
  const devices = shallowRef<readonly DeviceView[]>([])
  const profiles = shallowRef<readonly StoredProfile[]>([])
  const assessments = shallowRef<readonly AssessmentView[]>([])
  const degradations = shallowRef<readonly DegradationView[]>([])
  const violatedCount = computed(() => assessments.value.filter((assessment) => !assessment.met).length)

  async function fetchConditions() {
    const [deviceList, profileList, assessmentList] = await Promise.all([
      control.listDevices(),
      control.listProfiles(),
      control.listAssessments(),
    ])
    devices.value = deviceList.items
    profiles.value = profileList.items
    assessments.value = assessmentList.items
    return Math.min(deviceList.nextSeq, profileList.nextSeq, assessmentList.nextSeq)
  }

  /** Conditions are a function of time: while an effect ramps they change without an event. */
  const measure = coalesce(async () => {
    await fetchConditions().catch(() => undefined) // the connection's state tells why
  })

  const { state, refresh } = useLive({
    async load() {
      const [cellList, list, conditionsSeq] = await Promise.all([
        control.listCells(),
        control.listDegradations(),
        fetchConditions(),
      ])
      return { cellList, list, nextSeq: Math.min(cellList.nextSeq, list.nextSeq, conditionsSeq) }
    },
    replace({ cellList, list }) {
      cells.value = cellList.items
      degradations.value = list.items
    },
    apply(events) {
      const removed = new Set(eventsOf(events, 'degradation.removed').map(({ id }) => id))
      const added = eventsOf(events, 'degradation.added').map(({ degradation }) => degradation)
      if (added.length + removed.size > 0) {
        degradations.value = upsert(degradations.value, added).filter(({ id }) => !removed.has(id))
      }
      if (eventsOf(events, 'scenario.loaded').length > 0) void refresh()
      else if (events.some(({ kind }) => CHANGES_CONDITIONS.has(kind))) measure()
    },
  })
  return { cells, devices, profiles, assessments, degradations, violatedCount, state, refresh, measure }
})
