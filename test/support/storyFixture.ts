// A scenario in which something of everything happens, and what a bench makes of it apart from ids and wall times.
import type { ControlClient } from '#shared/control/client'

const PROFILE = '3a1b2c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d'
const thresholds = (delayMs: number) => ({ packetDelayBudget: { value: delayMs, unit: 'Milliseconds' } })
const cell = (id: string, delayMs: number, downRateKbps: number) => ({
  ...{ id, name: id },
  baseline: {
    ...{ delayMs, jitterMs: 5, lossRatio: 0, downRateKbps, upRateKbps: 4000 },
    ...{ signalStrength: 'good', connectivityType: '4G' },
  },
})

/** The length of its timeline, in seconds. */
export const STORY_SECONDS = 600

export const STORY = {
  ...{ callbox: 1, name: 'story', title: 'Story', seed: 7 },
  clock: { start: '2027-02-28T23:55:00Z' },
  cells: [cell('near', 20, 8000), cell('far', 90, 2000)],
  devices: [{ id: 'phone', name: 'Phone', cell: 'near', phoneNumber: '+447700900901' }],
  profiles: [{ id: PROFILE, name: 'Call', networkQualityThresholds: thresholds(100) }],
  subscriptions: [{ id: 'call', device: 'phone', profile: PROFILE, sink: 'inbox' }],
  reports: [
    {
      ...{ id: 'plan', name: 'Plan' },
      bucket: [
        {
          ...{ id: 'data', product: { id: 'p' }, bucketBalance: [{ unit: 'MB', remainingValue: 120 }] },
          ledger: { beyond: 'outOfBucket', devices: ['phone'], throttleToKbps: 64, period: 'none' },
        },
      ],
    },
  ],
  timeline: [
    {
      id: 'noise',
      at: '5s',
      degrade: {
        target: { all: true },
        effect: { delayMs: { add: 90 } },
        shape: { kind: 'noise', intervalSeconds: 20 },
      },
    },
    { id: 'stream', at: '30s', flow: { report: 'plan', bucket: 'data', device: 'phone' } },
    { id: 'move', at: '60s', handover: { device: 'phone', cell: 'far' } },
    { id: 'charge', at: '61s', charge: { report: 'plan', bucket: 'data', value: 20, unit: 'MB' } },
    { id: 'quiet', at: '200s', clear: 'noise' },
    { id: 'top-up', at: '300s', topUp: { report: 'plan', bucket: 'data', value: 5, unit: 'MB' } },
    { id: 'stricter', at: '400s', profile: { id: PROFILE, networkQualityThresholds: thresholds(50) } },
    { id: 'back', at: '500s', handover: { device: 'phone', cell: 'near' } },
    { id: 'end', at: '600s', clear: 'stream' },
  ],
}

/** Everything that can be compared between two plays of it. */
export async function outcomeOf(control: ControlClient) {
  const { startedAt = 0 } = (await control.readState()).scenario ?? {}
  const [bucket] = (await control.listBuckets({ id: 'plan' })).items
  const notifications = (await control.listNotifications()).items
  return {
    notifications: notifications.map(({ event, cause }) => [
      event.type.split('.').at(-1),
      Date.parse(event.time) - startedAt,
      cause?.condition,
      event.data['packetDelayBudget'],
    ]),
    balances: bucket?.balances,
    outOfBucket: bucket?.outOfBucket,
    history: (await control.readBucketHistory({ id: 'plan', bucketId: 'data' })).items
      .map(({ kind, at, value }) => (kind === 'used' ? 'used' : [kind, at - startedAt, value]))
      .filter((entry) => entry !== 'used'),
    condition: (await control.listDevices()).items[0]?.condition,
  }
}
