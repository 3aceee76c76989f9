// A scenario file: the network, its users and what they have, and what happens to them, as people author it in YAML
// (decisions/scenario-files.md).
import { z } from 'zod'
import { zComputeResources, zNetworkQualityThresholds } from '../../wire/camara/applicationProfilesV05'
import { zApplicationServer, zPortsSpec, zUuid } from '../../wire/camara/common'
import { zClient } from '../client'
import { zCell, zSimulatedDevice } from '../device'
import { zFaultRequest } from '../fault'
import { profilePreset, zProfilePresetName } from '../profilePresets'
import { zRegisteredReport } from '../registeredReport'
import { INBOX_SINK } from '../subscription'
import { MOST_TRACES, zTrace } from '../trace'
import { zExpectation } from './expectation'
import { SCENARIO_VERSION, upgradeScenario } from './migrations'
import { zMomentText } from './moment'
import { referenceProblems } from './references'
import { zTimelineStep, type TimelineStep } from './timeline'
import { zStepId } from './when'

const zScenarioProfile = z.strictObject({
  id: zUuid,
  name: z.string().min(1),
  preset: zProfilePresetName
    .refine((name) => profilePreset(name) !== undefined, 'there is no such preset; see GET profile-presets')
    .optional()
    .describe('A 5QI of 3GPP TS 23.501 by name, 5qi-2; what else is said here takes the place of its parts.'),
  networkQualityThresholds: zNetworkQualityThresholds.optional(),
  computeResources: zComputeResources.optional(),
})

const zScenarioSubscription = z.strictObject({
  id: zStepId.optional().describe('For expectations to refer to.'),
  device: z.string().describe('A device of this scenario, by id.'),
  profile: zUuid.describe('An application profile of this scenario.'),
  applicationServer: zApplicationServer.optional(),
  applicationServerPorts: zPortsSpec.optional(),
  sink: z
    .union([z.literal(INBOX_SINK), z.url()], 'give inbox or an absolute URL')
    .describe("inbox is the bench's own; otherwise an absolute URL."),
  initialEvent: z.boolean().optional(),
  maxEvents: z.int().min(1).optional(),
})

const zScenarioClock = z.strictObject({
  start: zMomentText
    .optional()
    .describe('Where the bench clock is set when the scenario is loaded; left out it goes on as it goes.'),
  rate: z
    .number()
    .positive()
    .max(100_000)
    .optional()
    .describe('Bench seconds per wall second, from the start of the timeline.'),
})

/** Far more than anybody watches: a request a minute for two months, too. All of them are planned when it is started. */
const MOST_ITEMS = 5000
const MOST_REQUESTS = 100_000

function refuseManyRequests(timeline: readonly TimelineStep[], context: z.RefinementCtx): void {
  let requests = 0
  const index = timeline.findIndex(({ request }) => (requests += request?.times ?? 0) > MOST_REQUESTS)
  if (index < 0) return
  const message = `makes more than ${MOST_REQUESTS} requests with those before it; lower times, or leave some out`
  context.addIssue({ code: 'custom', path: [index, 'request'], message })
}

/** What an included file may bring along too. */
const LISTS = {
  clients: z.array(zClient).default([]).describe('Left out: the token endpoint takes any client id and secret.'),
  cells: z.array(zCell).default([]),
  devices: z.array(zSimulatedDevice).default([]),
  traces: z.array(zTrace).max(MOST_TRACES).default([]).describe('Recorded conditions that a degradation can play.'),
  profiles: z.array(zScenarioProfile).default([]),
  subscriptions: z.array(zScenarioSubscription).default([]),
  reports: z.array(zRegisteredReport).default([]),
  faults: z.array(zFaultRequest).default([]).describe('Faults that are there from the start.'),
  timeline: z
    .array(zTimelineStep)
    .max(MOST_ITEMS)
    .superRefine(refuseManyRequests)
    .default([])
    .describe('What happens once the scenario is started.'),
  expectations: z
    .array(zExpectation)
    .max(MOST_ITEMS)
    .default([])
    .describe('What must be so, or must happen, while it plays.'),
}
export const SCENARIO_LISTS = Object.keys(LISTS) as (keyof typeof LISTS)[]

export const zScenarioDocument = z.strictObject({
  callbox: z.literal(SCENARIO_VERSION).describe('Version of this file format.'),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'has other characters; give lower-case letters, digits and hyphens only'),
  title: z.string().min(1),
  description: z.string().optional(),
  tags: z
    .array(
      z
        .string()
        .regex(/^[a-z0-9][a-z0-9-]*$/, 'has other characters; give lower-case letters, digits and hyphens only'),
    )
    .default([])
    .describe('What a library of scenarios is searched by.'),
  seed: z.int().min(0).default(1).describe('Of everything random in this scenario.'),
  clock: zScenarioClock.default({}),
  ...LISTS,
})

/** A whole scenario, of this version or an earlier one. */
export const zScenario = z.preprocess(
  (document) => upgradeScenario(document),
  zScenarioDocument.superRefine((scenario, context) => {
    for (const { path, reason, fix } of referenceProblems(scenario)) {
      context.addIssue({ code: 'custom', path: [...path], message: fix === undefined ? reason : `${reason}; ${fix}` })
    }
  }),
)
export type Scenario = z.output<typeof zScenario>
