// The rules of operation `checkNetworkQuality`.
import type { StoredProfile } from '#shared/domain/applicationProfile'
import type { Assessment } from '#shared/domain/assessment'
import type { Caller } from '#shared/domain/caller'
import type { BenchClock } from '#shared/domain/clocks'
import type { Condition } from '#shared/domain/condition'
import { thresholdsOf, type Thresholds } from '#shared/domain/thresholds'
import { BenchError } from '#shared/errors/benchError'
import type { WireApplicationServer, WireDevice, WirePortsSpec } from '#shared/wire/camara/common'
import type { WireNetworkQualityInsightRequest } from '#shared/wire/camara/connectivityInsightsV06'
import { mayUseProfile, type ProfileRegistry } from './applicationProfiles'
import {
  identifyDevice,
  requireService,
  type IdentificationCodes,
  type IdentificationPorts,
} from './deviceIdentification'

interface AssessedFlow {
  readonly deviceId: string
  readonly applicationServer?: WireApplicationServer | undefined
  readonly applicationServerPorts?: WirePortsSpec | undefined
}

interface NetworkPort {
  /** @param at bench instant, past or future */
  assess(flow: AssessedFlow, thresholds: Thresholds, at: number): { assessment: Assessment; condition: Condition }
}

export interface NetworkQualityPorts extends IdentificationPorts {
  clock: Pick<BenchClock, 'now'>
  profiles: Pick<ProfileRegistry, 'find'>
  network: NetworkPort
}

export interface NetworkQuality {
  readonly assessment: Assessment
  readonly condition: Condition
  /** Absent when the token identified the device. */
  readonly identifier?: WireDevice
}

const CODES: IdentificationCodes = {
  unknownDevice: 'identifierNotFound',
  networkAccessIdentifier: 'unsupportedIdentifier',
}
const MAX_AGE_MS = 60_000

/** The instant asked for. @throws BenchError `outOfRange` more than 60 s in the past (reading C29). */
function monitoringInstant(timeStamp: string | undefined, now: number): number {
  const at = timeStamp === undefined ? now : Date.parse(timeStamp)
  if (at >= now - MAX_AGE_MS) return at
  throw new BenchError(
    'outOfRange',
    `monitoringTimeStamp lies more than 60 s before now (${new Date(now).toISOString()} on the bench clock).`,
    { field: 'monitoringTimeStamp' },
  )
}

/** @throws BenchError `invalidTokenContext` for a profile of another client (reading C18). */
function refuseForeignProfile(caller: Caller, profile: StoredProfile | undefined): void {
  if (!profile || mayUseProfile(caller, profile)) return
  throw new BenchError('invalidTokenContext', 'applicationProfileId is not consistent with the access token.', {
    field: 'applicationProfileId',
  })
}

/** Assesses a flow of a device against a profile, in the order of reading C32. @throws BenchError */
export function checkNetworkQuality(
  ports: NetworkQualityPorts,
  caller: Caller,
  request: WireNetworkQualityInsightRequest,
): NetworkQuality {
  const { clock, profiles, devices, network } = ports
  const { applicationProfileId, applicationServer, applicationServerPorts } = request
  const at = monitoringInstant(request.monitoringTimeStamp, clock.now())
  const profile = profiles.find(applicationProfileId)
  refuseForeignProfile(caller, profile)
  const { deviceId, identifier } = identifyDevice(caller, request.device, ports, CODES)
  if (!profile)
    throw new BenchError('notFound', `There is no application profile ${applicationProfileId}.`, {
      field: 'applicationProfileId',
    })
  requireService(deviceId, devices)
  const flow = { deviceId, applicationServer, applicationServerPorts }
  const quality = network.assess(flow, thresholdsOf(profile.networkQualityThresholds), at)
  return { ...quality, ...(identifier && { identifier }) }
}
