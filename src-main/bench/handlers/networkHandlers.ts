import type { StoredProfile } from '#shared/domain/applicationProfile'
import type { PresetView, ProfileRequest } from '#shared/control/networkViews'
import type { HandlersOf } from '#shared/control/operation'
import type { NETWORK_OPERATIONS } from '#shared/control/operations/networkOperations'
import { PROFILE_PRESETS, profilePreset, withPreset } from '#shared/domain/profilePresets'
import { PRESET_NAMES } from '#shared/domain/presets/preset'
import { PRESETS } from '#shared/domain/presets/presets'
import { thresholdsOf, type Thresholds } from '#shared/domain/thresholds'
import { BenchError } from '#shared/errors/benchError'
import type { HandlerTools } from './handlerPorts'

function presetViews(): PresetView[] {
  return PRESET_NAMES.map((name) => {
    const { title, summary, source, lengthSeconds } = PRESETS[name]
    return { name, title, summary, source, ...(lengthSeconds !== undefined && { lengthSeconds }) }
  })
}

/** @throws BenchError `notFound` */
function profileOf(request: ProfileRequest): Pick<StoredProfile, 'name' | 'networkQualityThresholds'> {
  const preset = request.preset === undefined ? undefined : profilePreset(request.preset)
  if (request.preset !== undefined && !preset) {
    throw new BenchError('notFound', `There is no preset "${request.preset}"; see GET profile-presets.`, {
      field: 'preset',
    })
  }
  return withPreset({ ...request, name: request.name ?? preset?.title })
}

export function networkHandlers({ rooms, list }: HandlerTools): HandlersOf<typeof NETWORK_OPERATIONS> {
  const { network, profiles, notifier } = rooms

  function profileThresholds(profileId: string): Thresholds {
    const profile = profiles.find(profileId)
    if (!profile)
      throw new BenchError('notFound', `There is no application profile ${profileId}.`, { field: 'profile' })
    return thresholdsOf(profile.networkQualityThresholds)
  }

  return {
    listCells: () => list(() => network.cells()),
    readConditions: ({ id, query }) => network.conditionSeries(id, query),
    readFleet: ({ query: { cell, ...span } }) => network.fleetSeries(span, cell),
    listDevices: () => list(() => network.devices()),
    listProfiles: () => list(() => profiles.all()),
    listProfilePresets: () => list(() => PROFILE_PRESETS),
    createProfile: ({ body }) => profiles.add(profileOf(body)),
    async removeProfile({ id }) {
      await profiles.discard(id)
      return null
    },
    listAssessments: () =>
      list(function* () {
        for (const device of network.devices()) {
          for (const profile of profiles.all()) {
            yield network.assessmentView(device.id, profile.id, thresholdsOf(profile.networkQualityThresholds))
          }
        }
      }),
    explain({ query }) {
      const subscription = query.subscription === undefined ? undefined : notifier.find(query.subscription)
      if (query.subscription !== undefined && !subscription) {
        throw new BenchError('notFound', `There is no live subscription ${query.subscription}.`, {
          field: 'subscription',
        })
      }
      const deviceId = subscription?.deviceId ?? query.device
      const profileId = subscription?.profileId ?? query.profile
      if (deviceId === undefined || profileId === undefined) {
        throw new BenchError('invalidArgument', 'Give subscription, or device and profile.', { field: 'subscription' })
      }
      return network.explain({ ...subscription, deviceId, profileId }, profileThresholds(profileId))
    },

    listDegradations: () => list(() => network.degradations()),
    addDegradation: ({ body }) => network.addDegradation(body),
    listPresets: () => list(presetViews),
    listTraces: () => list(() => network.traces.list()),
    importTrace: ({ body }) => network.traces.add(body),
    previewTrace: ({ body }) => network.traces.preview(body),
    readTraceCurves: ({ id, query }) => network.traces.curves(id, query.points),
    async removeTrace({ id }) {
      await network.traces.remove(id)
      return null
    },
    listHandovers: () => list(() => network.handovers()),
    handOver: ({ id, body }) => network.handOver(id, body),
    async cancelHandover({ id }) {
      await network.cancelHandover(id)
      return null
    },
    async removeDegradation({ id }) {
      await network.removeDegradation(id)
      return null
    },
  }
}
