import { describe, expect, it } from 'vitest'
import { DEVIATIONS } from '../catalogue'

const EDITS = DEVIATIONS.flatMap(({ name, behaviour }) => {
  const edit = behaviour.notification?.request
  return edit ? [{ name, edit }] : []
})

const SENT = {
  headers: { 'content-type': 'application/cloudevents+json', 'x-correlator': 'c' },
  body: JSON.stringify({
    ...{ id: 'e', source: 'http://127.0.0.1', specversion: '1.0', time: '2026-01-01T00:00:00.000Z' },
    type: 'org.camaraproject.connectivity-insights-subscriptions.v0.network-quality',
    data: { subscriptionId: 's', jitter: 'meets the application requirements' },
  }),
}

describe('what changes a notification', () => {
  it('bears what another one has made of it before', () => {
    expect(EDITS.length).toBeGreaterThan(20)
    const failures = EDITS.flatMap((first) =>
      EDITS.flatMap((second) => {
        try {
          second.edit(first.edit(SENT, 1), 1)
          return []
        } catch (error) {
          return [`${second.name} after ${first.name}: ${String(error)}`]
        }
      }),
    )
    expect(failures).toEqual([])
  })
})
