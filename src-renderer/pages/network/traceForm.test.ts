import { describe, expect, it } from 'vitest'
import { guessedForm, mappingOf, NO_COLUMN } from './traceForm'

const columns = (...names: string[]) => names.map((name) => ({ name, samples: ['1', '2'] }))

describe(guessedForm, () => {
  it('finds time, round trip and rates by their names, and the units that the names say', () => {
    const form = guessedForm(
      'drive one.csv',
      'text',
      columns('time_ms', 'rtt_us', 'dl_kbps', 'ul', 'packet loss', 'RSRP'),
    )
    expect(form).toMatchObject({ id: 'drive-one', timeColumn: 'time_ms', timeUnit: 'ms' })
    expect(form.signal).toEqual({ column: 'RSRP', unit: 'dBm' })
    expect(mappingOf(form)?.radio).toEqual({ signalStrength: { column: 'RSRP', unit: 'dBm' } })
    expect(form.metrics).toMatchObject({
      delayMs: { column: 'rtt_us', unit: 'us', factor: 0.5 },
      jitterMs: { column: NO_COLUMN },
      lossRatio: { column: 'packet loss', unit: 'percent' },
      downRateKbps: { column: 'dl_kbps', unit: 'kbit/s' },
      upRateKbps: { column: 'ul', unit: 'Mbit/s' },
    })
  })

  it('knows a date-time when it sees one', () => {
    expect(guessedForm('a.csv', '', [{ name: 'when', samples: ['2026-03-01T00:00:00Z'] }]).timeUnit).toBe('rfc3339')
  })

  it('is no mapping while no metric has a column', () => {
    expect(mappingOf(guessedForm('a.csv', '', columns('t', 'x')))).toBeUndefined()
    expect(mappingOf(guessedForm('a.csv', '', columns('t', 'delay')))).toEqual({
      time: { column: 't', unit: 's' },
      metrics: { delayMs: { column: 'delay', unit: 'ms', factor: 1 } },
      between: 'linear',
    })
  })
})
