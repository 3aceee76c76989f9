// A scenario file: the network, its users and what they have, as people author it in YAML.
import { z } from 'zod'
import { zComputeResources, zNetworkQualityThresholds } from '../wire/camara/applicationProfilesV05'
import { zApplicationServer, zPortsSpec } from '../wire/camara/common'
import { zClient } from './client'
import { INBOX_SINK } from './subscription'
import { zCell, zSimulatedDevice } from './device'
import { DEGRADE_FIELDS, refuseEmptyDegrade } from './degradation'
import { zRegisteredReport } from './registeredReport'

const zScenarioProfile = z.strictObject({
  id: z.guid(),
  name: z.string().min(1),
  networkQualityThresholds: zNetworkQualityThresholds.optional(),
  computeResources: zComputeResources.optional(),
})

const zScenarioSubscription = z.strictObject({
  /** A device and a profile of this scenario, by id. */
  device: z.string(),
  profile: z.guid(),
  applicationServer: zApplicationServer.optional(),
  applicationServerPorts: zPortsSpec.optional(),
  /** `inbox` is the bench's own; otherwise an absolute URL. */
  sink: z.union([z.literal(INBOX_SINK), z.url()]),
  initialEvent: z.boolean().optional(),
  maxEvents: z.int().min(1).optional(),
})

const DURATION_UNITS_MS = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 } as const

/** `10s`, `1.5min`, `200ms`, `2h`. */
const zDurationText = z.string().regex(/^\d+(\.\d+)?(ms|s|min|h)$/, 'not a duration such as 10s, 1.5min, 200ms or 2h')

/** Milliseconds of a duration as a scenario writes it. */
export function durationMs(text: string): number {
  const [, value, unit] = /^([\d.]+)(\w+)$/.exec(text) ?? []
  return Number(value) * DURATION_UNITS_MS[unit as keyof typeof DURATION_UNITS_MS]
}

const zTimelineStep = z.strictObject({
  /** From the start of the timeline. */
  at: zDurationText,
  degrade: z.strictObject({ ...DEGRADE_FIELDS, duration: zDurationText.optional() }).superRefine(refuseEmptyDegrade),
})
export type TimelineStep = z.infer<typeof zTimelineStep>

function duplicates(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index)
}

export const zScenario = z
  .strictObject({
    /** Version of this file format. */
    callbox: z.literal(1),
    name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens only'),
    title: z.string().min(1),
    description: z.string().optional(),
    /** Seed of everything random in this scenario. */
    seed: z.int().min(0).default(1),
    /** Absent: the token endpoint takes any client id and secret. */
    clients: z.array(zClient).default([]),
    cells: z.array(zCell).default([]),
    devices: z.array(zSimulatedDevice).default([]),
    profiles: z.array(zScenarioProfile).default([]),
    subscriptions: z.array(zScenarioSubscription).default([]),
    reports: z.array(zRegisteredReport).default([]),
    /** What happens once the scenario is started. */
    timeline: z.array(zTimelineStep).default([]),
  })
  .superRefine((scenario, context) => {
    const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    for (const room of ['clients', 'cells', 'devices', 'profiles', 'reports'] as const) {
      for (const id of duplicates(scenario[room].map((one) => one.id))) refuse([room], `the id "${id}" is used twice`)
    }
    const known = (room: 'cells' | 'devices' | 'profiles', id: string) => scenario[room].some((one) => one.id === id)
    scenario.devices.forEach((device, index) => {
      if (!known('cells', device.cell))
        refuse(['devices', index, 'cell'], `there is no cell "${device.cell}" in this scenario`)
    })
    scenario.clients.forEach(({ devices = [] }, index) => {
      for (const device of devices.filter((id) => !known('devices', id)))
        refuse(['clients', index, 'devices'], `there is no device "${device}" in this scenario`)
    })
    scenario.timeline.forEach(({ degrade: { target } }, index) => {
      const path = ['timeline', index, 'degrade', 'target']
      if ('cell' in target && !known('cells', target.cell))
        refuse(path, `there is no cell "${target.cell}" in this scenario`)
      if ('device' in target && !known('devices', target.device))
        refuse(path, `there is no device "${target.device}" in this scenario`)
    })
    scenario.subscriptions.forEach(({ device, profile }, index) => {
      if (!known('devices', device))
        refuse(['subscriptions', index, 'device'], `there is no device "${device}" in this scenario`)
      if (!known('profiles', profile))
        refuse(['subscriptions', index, 'profile'], `there is no profile "${profile}" in this scenario`)
    })
  })
export type Scenario = z.infer<typeof zScenario>
