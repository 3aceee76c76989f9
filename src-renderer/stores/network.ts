import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { DegradationView, HandoverView } from '#shared/control/networkViews'
import type { TraceView } from '#shared/control/traceViews'
import type { AssessmentView, CellView, DeviceView } from '#shared/control/views'
import type { StoredProfile } from '#shared/domain/applicationProfile'
import type { BenchEvent } from '#shared/control/events'
import { useBenchLink } from '../api/bench'
import { useBenchNow } from '../composables/useBenchNow'
import { coalesce } from './coalesce'
import { eventsOf } from './eventsOf'
import { useLive } from './live'
import { upsert } from './upsert'

const MEASURE_EVERY_MS = 1000

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
  const handovers = shallowRef<readonly HandoverView[]>([])
  const traces = shallowRef<readonly TraceView[]>([])
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

  async function fetchTraces() {
    const { items } = await control.listTraces().catch(() => ({ items: traces.value }))
    traces.value = items
  }

  /** Conditions are a function of time: while an effect ramps they change without an event. */
  const measure = coalesce(async () => {
    await fetchConditions().catch(() => undefined) // the connection's state tells why
  })

  /** The bench instant until which it is known that no answer changes, unless an event tells. */
  const knownUntil = computed(() =>
    Math.min(...assessments.value.map(({ until, knownUntil: lookedUntil }) => until ?? lookedUntil ?? Infinity)),
  )
  watch(useBenchNow(MEASURE_EVERY_MS), (now) => {
    if (now !== undefined && now >= knownUntil.value) measure()
  })

  const { state, refresh } = useLive({
    async load() {
      const [cellList, list, handoverList, traceList, conditionsSeq] = await Promise.all([
        control.listCells(),
        control.listDegradations(),
        control.listHandovers(),
        control.listTraces(),
        fetchConditions(),
      ])
      const seqs = [cellList, list, handoverList, traceList].map(({ nextSeq }) => nextSeq)
      return { cellList, list, handoverList, traceList, nextSeq: Math.min(...seqs, conditionsSeq) }
    },
    replace({ cellList, list, handoverList, traceList }) {
      handovers.value = handoverList.items
      traces.value = traceList.items
      cells.value = cellList.items
      degradations.value = list.items
    },
    apply(events) {
      const removed = new Set(eventsOf(events, 'degradation.removed').map(({ id }) => id))
      const added = eventsOf(events, 'degradation.added').map(({ degradation }) => degradation)
      if (added.length + removed.size > 0) {
        degradations.value = upsert(degradations.value, added).filter(({ id }) => !removed.has(id))
      }
      const planned = eventsOf(events, 'handover.added').map(({ handover }) => handover)
      const over = new Set([
        ...eventsOf(events, 'handover.done').map(({ handover }) => handover.id),
        ...eventsOf(events, 'handover.removed').map(({ id }) => id),
      ])
      if (planned.length + over.size > 0) {
        handovers.value = upsert(handovers.value, planned).filter(({ id }) => !over.has(id))
      }
      if (eventsOf(events, 'traces.changed').length > 0) void fetchTraces()
      if (eventsOf(events, 'scenario.loaded').length > 0) void refresh()
      else if (events.some(({ kind }) => CHANGES_CONDITIONS.has(kind))) measure()
    },
  })
  return {
    ...{ cells, devices, profiles, assessments, degradations, handovers, traces, violatedCount },
    ...{ state, refresh, measure },
  }
})
