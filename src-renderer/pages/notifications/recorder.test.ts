import { describe, expect, it } from 'vitest'
import type { NotificationView } from '#shared/control/views'
import type { Finding } from '#shared/domain/assessment'
import { attemptMarks, postOf, stretchOf, tellingFinding } from './recorder'

const AT = Date.UTC(2026, 0, 1)
const attempt = (seconds: number, outcome: 'failed' | 'delivered') => ({
  number: 1,
  at: AT + seconds * 1000,
  durationMs: 1,
  outcome,
  correlator: 'c',
  requestHeaders: { 'x-correlator': 'c' },
})
const notification = {
  event: { time: new Date(AT - 1000).toISOString() },
  sink: 'https://sink.example.com',
  raisedAt: AT,
  attempts: [attempt(0, 'failed'), attempt(1, 'delivered')],
} as unknown as NotificationView
const finding = (metric: string, margin: number, expected: number) => ({ metric, margin, expected }) as Finding

describe('the flight recorder', () => {
  it('takes in the crossing and every attempt, the next one too', () => {
    expect(stretchOf(notification)).toEqual({ from: AT - 16_000, to: AT + 16_000 })
    expect(stretchOf({ ...notification, nextAttemptAt: AT + 600_000 }).to).toBeGreaterThan(AT + 600_000)
  })

  it('shows what is violated worst, for its bound', () => {
    const findings = [finding('delayMs', -10, 100), finding('downRateKbps', -900, 1000), finding('jitterMs', 5, 30)]
    expect(tellingFinding(findings)?.metric).toBe('downRateKbps')
    expect(tellingFinding([])).toBeUndefined()
  })

  it('marks attempts as made or to come', () => {
    const marks = attemptMarks({ ...notification, nextAttemptAt: AT + 9000 })
    expect(marks.map(({ succeeded, planned }) => [succeeded, planned])).toEqual([
      [false, false],
      [true, false],
      [false, true],
    ])
  })

  it('repeats the last attempt by hand', () => {
    expect(postOf(notification)).toMatchObject({ method: 'POST', headers: { 'x-correlator': 'c' } })
  })
})
