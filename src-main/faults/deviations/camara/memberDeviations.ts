// Members of replies and events that are of another type than their schema says, or not there.
import type { Deviation } from '../deviation'
import { removing, setting, settingInEvents, type EventKind, type Which } from './camaraEdits'
import { UNABLE } from './confidences'
import { dashed, rowsOf, type CamaraApi } from './rowsOf'

/** A member's value in place of text, a number, a structure, a value of a list, a moment. */
const WRONG = {
  text: 42,
  number: 'many',
  structure: 'none',
  choice: 'sometimes',
  moment: 'yesterday',
  list: 'one',
} as const

type Kind = keyof typeof WRONG

type Members = readonly (readonly [member: string, kind: Kind])[]

const QUANTITIES = ['packetDelayBudget', 'targetMinDownstreamRate', 'targetMinUpstreamRate', 'jitter']
const COMPUTE = ['targetMinMemory', 'targetMinGPUMemory', 'targetMinEphemeralStorage', 'targetMinPersistentStorage']

/** A structure with a value and its unit. */
function quantity(member: string): Members {
  return [
    [member, 'structure'],
    [`${member}.value`, 'number'],
    [`${member}.unit`, 'choice'],
  ]
}

const PROFILE: Members = [
  ['applicationProfileId', 'text'],
  ['networkQualityThresholds', 'structure'],
  ...QUANTITIES.flatMap((name) => quantity(`networkQualityThresholds.${name}`)),
  ['networkQualityThresholds.packetLossErrorRate', 'number'],
  ['computeResources', 'structure'],
  ['computeResources.targetMinCPU', 'number'],
  ['computeResources.gpuVendorType', 'choice'],
  ['computeResources.gpuModelName', 'text'],
  ['computeResources.targetMinGPU', 'number'],
  ...COMPUTE.flatMap((name) => quantity(`computeResources.${name}`)),
]

const ANSWERS = [
  'packetDelayBudget',
  'targetMinDownstreamRate',
  'targetMinUpstreamRate',
  'packetlossErrorRate',
  'jitter',
]
const CONFIDENCES: Members = ANSWERS.map((name) => [name, 'choice'])
const kpis = (member: string): Members => [
  [member, 'structure'],
  [`${member}.signalStrength`, 'choice'],
  [`${member}.connectivityType`, 'choice'],
]

const KPIS = ['additionalKPIs.signalStrength', 'additionalKPIs.connectivityType']

const INSIGHT: Members = [...CONFIDENCES, ...kpis('additionalKPIs'), ['device', 'structure']]

const SUBSCRIPTION: Members = [
  ['id', 'text'],
  ['subscriptionId', 'text'],
  ['sink', 'text'],
  ['protocol', 'choice'],
  ['types', 'list'],
  ['config', 'structure'],
  ['config.subscriptionDetail', 'structure'],
  ['config.subscriptionDetail.device', 'structure'],
  ['config.subscriptionDetail.applicationServer', 'structure'],
  ['config.subscriptionDetail.applicationServerPorts', 'structure'],
  ['config.subscriptionDetail.applicationProfileId', 'text'],
  ['config.subscriptionExpireTime', 'moment'],
  ['config.subscriptionMaxEvents', 'number'],
  ['config.initialEvent', 'choice'],
  ['startsAt', 'moment'],
  ['expiresAt', 'moment'],
  ['status', 'choice'],
]

const EVENT: Members = [
  ['id', 'text'],
  ['source', 'text'],
  ['type', 'text'],
  ['specversion', 'choice'],
  ['time', 'moment'],
  ['datacontenttype', 'choice'],
]

const QUALITY_DATA: Members = [
  ['data', 'structure'],
  ...CONFIDENCES.map(([name, kind]) => [`data.${name}`, kind] as const),
  ['data.subscriptionId', 'text'],
  ['data.papplicationProfileId', 'text'],
  ['data.applicationProfileId', 'text'],
  ...kpis('data.additionalKpis'),
]

/** Data of another type would fail what its reason fails: the scenarios demand the reason (decisions/deviations-act-on-replies.md). */
const ENDED_DATA: Members = [
  ['data.subscriptionId', 'text'],
  ['data.terminationReason', 'choice'],
  ['data.terminationDescription', 'text'],
]

const words = (member: string) => member.split('.').join(' ▸ ')

function mistyped(api: CamaraApi, schema: string, members: Members, which?: Which): Deviation[] {
  const row = rowsOf(api, 'types')
  return members.map(([member, kind]) =>
    row(
      `${dashed(member)}-mistyped`,
      `schema ${schema}, property ${member}`,
      `The member ${words(member)} is ${JSON.stringify(WRONG[kind])}.`,
      setting(member, () => WRONG[kind], which),
    ),
  )
}

function missing(api: CamaraApi, schema: string, members: readonly string[], which?: Which): Deviation[] {
  const row = rowsOf(api, 'members')
  return members.map((member) =>
    row(
      `${dashed(member)}-missing`,
      `schema ${schema}, property ${member}`,
      `The member ${words(member)} is missing.`,
      removing(member, which),
    ),
  )
}

/** The same in some replies only. */
function renamed(where: string, deviations: readonly Deviation[]): Deviation[] {
  return deviations.map((one) => ({
    ...one,
    name: `${one.name}-${where}`,
    title: `${one.title} Only where: ${where}.`,
  }))
}

const SUBSCRIPTIONS = 'connectivity-insights-subscriptions'

function mistypedInEvents(kind: EventKind, prefix: string, schema: string, members: Members): Deviation[] {
  const row = rowsOf(SUBSCRIPTIONS, 'events')
  return members.map(([member, type]) =>
    row(
      `${prefix}-${dashed(member)}-mistyped`,
      `schema ${schema}, property ${member}`,
      `In events the member ${words(member)} is ${JSON.stringify(WRONG[type])}.`,
      settingInEvents(kind, member, () => WRONG[type]),
    ),
  )
}

const READ: Which = { refused: false, method: 'GET' }

/** Where the network cannot meet the thresholds: an answer that only has to be of the schema. */
const UNMET: Which = { refused: false, where: (body) => ANSWERS.every((name) => body[name] === UNABLE) }

export const MEMBER_DEVIATIONS: readonly Deviation[] = [
  ...mistyped('application-profiles', 'ApplicationProfile', PROFILE),
  ...missing('application-profiles', 'ApplicationProfile', ['networkQualityThresholds.jitter'], READ),
  ...renamed('read', mistyped('application-profiles', 'ApplicationProfile', PROFILE.slice(0, 1), READ)),
  ...mistyped('connectivity-insights', 'NetworkQualityInsightResponse', INSIGHT),
  ...missing('connectivity-insights', 'NetworkQualityInsightResponse', ['packetDelayBudget', 'additionalKPIs']),
  ...renamed('unmet', mistyped('connectivity-insights', 'NetworkQualityInsightResponse', INSIGHT, UNMET)),
  ...missing('connectivity-insights', 'AdditionalKpis', KPIS),
  ...mistyped(SUBSCRIPTIONS, 'Subscription', SUBSCRIPTION),
  ...mistypedInEvents('any', 'event', 'CloudEvent', EVENT),
  ...mistypedInEvents('quality', 'quality', 'EventNetworkQuality', QUALITY_DATA),
  ...mistypedInEvents('ended', 'ended', 'EventSubscriptionEnded', ENDED_DATA),
]
