import { describe, expect, it } from 'vitest'
import type { AssessmentView, DeviceView } from '#shared/control/views'
import { deviceRows } from './deviceRows'

const device: DeviceView = {
  ...{ id: 'tablet', name: 'Tablet', cell: 'track', device: {}, serviceApplicable: true },
  condition: {
    ...{ delayMs: 200, jitterMs: 10, lossRatio: 0, downRateKbps: 5000, upRateKbps: 500 },
    ...{ signalStrength: 'good', connectivityType: '4G' },
  },
}
const delay = { metric: 'delayMs', kind: 'atMost', expected: 150, actual: 200, margin: -50, met: false } as const

describe(deviceRows, () => {
  it('counts the profiles that ask something, and no other as met', () => {
    const assessments: AssessmentView[] = [
      { deviceId: 'tablet', profileId: 'video', findings: [delay], met: false },
      { deviceId: 'tablet', profileId: 'asks nothing', findings: [], met: true },
    ]
    expect(deviceRows([device], [], assessments)).toMatchObject([{ profiles: 1, met: 0 }])
  })
})
