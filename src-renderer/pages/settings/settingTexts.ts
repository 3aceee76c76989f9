// Every setting in words. One that is new does not compile before it has some.
import type { Settings } from '#shared/control/settings'

interface SettingText {
  readonly group: 'Subscriptions' | 'Notifications' | 'Usage reports' | 'Conformance'
  readonly label: string
  /** What it changes, for whoever sets it. */
  readonly effect: string
  /** Of a number. */
  readonly unit?: string
  /** Names of the values, where those of the control API say little. */
  readonly options?: Readonly<Record<string, string>>
  /** What no number means. */
  readonly empty?: string
}

/** The sinks' trust is a list and has a panel of its own. */
export type PlainSetting = Exclude<keyof Settings, 'trustedSinks'>

export const SETTING_TEXTS: Readonly<Record<PlainSetting, SettingText>> = {
  subscriptionCreation: {
    group: 'Subscriptions',
    label: 'Answer to a new subscription',
    effect: 'At once: 201, and it is active. Later: 202, and it becomes active a second of bench time after.',
    options: { sync: 'At once (201)', async: 'Later (202)' },
  },
  subscriptionDeletion: {
    group: 'Subscriptions',
    label: 'Answer to a deleted subscription',
    effect: '204, or 202 with its id as of a service that deletes in the background. It has ended either way.',
    options: { sync: 'Done (204)', async: 'Accepted (202)' },
  },
  refuseDuplicates: {
    group: 'Subscriptions',
    label: 'Refuse duplicates',
    effect: 'A second subscription of one client for the same flow, profile and sink is 409 ALREADY_EXISTS.',
  },
  subscriptionsPerDevice: {
    group: 'Subscriptions',
    label: 'Subscriptions per device',
    effect: 'One more than so many is a conflict with policy: 409 ABORTED, in r4.1 INCOMPATIBLE_STATE.',
    empty: 'no limit',
  },
  plainHttpLoopback: {
    group: 'Notifications',
    label: 'Plain http on this machine',
    effect: 'Accept a sink by http at localhost. Off: only https, as the published API has it (400 INVALID_SINK).',
  },
  holdSeconds: {
    group: 'Notifications',
    label: 'Hold time',
    effect: 'A change must last so long, in bench time, before subscribers are told. Keeps flapping quiet.',
    unit: 's',
  },
  usageUnknownParameters: {
    group: 'Usage reports',
    label: 'Filters that there are not',
    effect: 'Refuse: 400 that names the parameter. Ignore: answered as if it were not there, as many servers do.',
    options: { refuse: 'Refuse (400)', ignore: 'Ignore' },
  },
  usageRequiresToken: {
    group: 'Usage reports',
    label: 'Require an access token',
    effect: 'TMF677 answers 401 without a token, and 403 to one that lacks the scope usage-management:read.',
  },
  keptRuns: {
    group: 'Conformance',
    label: 'Runs that are kept',
    effect: 'The oldest make room for new ones; pinned runs stay and do not count.',
  },
}

export const PLAIN_SETTINGS = Object.keys(SETTING_TEXTS) as PlainSetting[]
