import { describe, expect, it } from 'vitest'
import { instantsAt } from './reportInstants'

const monthAround = (now: string) => {
  const instantOf = instantsAt(Date.parse(now))
  return [instantOf('start of month'), instantOf('end of month')]
}

describe(instantsAt, () => {
  it('takes now to the second', () => {
    expect(instantsAt(Date.parse('2026-11-17T09:30:15.999Z'))('now')).toBe('2026-11-17T09:30:15Z')
  })

  it.each([
    ['2026-11-17T09:30:15.500Z', '2026-11-01T00:00:00Z', '2026-11-30T23:59:59Z'],
    ['2026-11-01T00:00:00.000Z', '2026-11-01T00:00:00Z', '2026-11-30T23:59:59Z'],
    ['2026-11-30T23:59:59.999Z', '2026-11-01T00:00:00Z', '2026-11-30T23:59:59Z'],
    ['2028-02-10T12:00:00.000Z', '2028-02-01T00:00:00Z', '2028-02-29T23:59:59Z'],
    ['2028-02-29T12:00:00.000Z', '2028-02-01T00:00:00Z', '2028-02-29T23:59:59Z'],
    ['2100-02-10T12:00:00.000Z', '2100-02-01T00:00:00Z', '2100-02-28T23:59:59Z'],
    ['2026-12-31T23:59:59.999Z', '2026-12-01T00:00:00Z', '2026-12-31T23:59:59Z'],
    ['2027-01-01T00:00:00.000Z', '2027-01-01T00:00:00Z', '2027-01-31T23:59:59Z'],
  ])('at %s the month lasts from %s to %s', (now, start, end) => {
    expect(monthAround(now)).toEqual([start, end])
  })

  it('reckons months in UTC, whatever the zone of this machine', () => {
    const zone = process.env.TZ
    process.env.TZ = 'Pacific/Kiritimati'
    try {
      expect(monthAround('2026-11-30T20:00:00Z')).toEqual(['2026-11-01T00:00:00Z', '2026-11-30T23:59:59Z'])
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })

  it('leaves an absolute instant as it was registered', () => {
    expect(instantsAt(0)('2026-11-17T09:30:15+02:00')).toBe('2026-11-17T09:30:15+02:00')
  })
})
