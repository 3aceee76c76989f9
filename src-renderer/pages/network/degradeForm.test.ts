import { describe, expect, it } from 'vitest'
import { zDegradationRequest } from '#shared/control/networkViews'
import { emptyForm, requestOf } from './degradeForm'

describe(requestOf, () => {
  it('turns per cent into a ratio and leaves out what was left alone', () => {
    const form = emptyForm('cell:tunnel')
    form.acts.lossRatio = { kind: 'set', value: 12.5 }
    form.acts.downRateKbps = { kind: 'multiply', value: 0.5 }
    expect(requestOf(form)).toEqual({
      target: { cell: 'tunnel' },
      effect: { lossRatio: { set: 0.125 }, downRateKbps: { multiply: 0.5 } },
      shape: { kind: 'step' },
    })
  })

  it('makes one flow of a device when a server is given, with ports and ranges', () => {
    const form = { ...emptyForm('device:cab'), server: '2001:db8::1', ports: '443, 5000-5010' }
    expect(requestOf(form).target).toEqual({
      device: 'cab',
      server: { ipv6Address: '2001:db8::1' },
      ports: { ports: [443], ranges: [{ from: 5000, to: 5010 }] },
    })
  })

  it('ramps, waits and ends as filled in', () => {
    const form = { ...emptyForm('all'), startsInSeconds: 5, durationSeconds: 60 }
    form.shape = { ...form.shape, kind: 'ramp', rampSeconds: 30 }
    form.acts.delayMs = { kind: 'add', value: -20 }
    expect(zDegradationRequest.parse(requestOf(form))).toMatchObject({
      target: { all: true },
      effect: { delayMs: { add: -20 } },
      shape: { kind: 'ramp', rampSeconds: 30 },
      startsInSeconds: 5,
      durationSeconds: 60,
    })
  })

  it.each([
    [{ kind: 'pulses', onSeconds: 3, offSeconds: 2, count: 4, edgeSeconds: 1 } as const],
    [{ kind: 'sine', periodSeconds: 20 } as const],
    [{ kind: 'noise', intervalSeconds: 2 } as const],
    [{ kind: 'trace', trace: 'drive', repeat: true } as const],
  ])('has the shape %j', (shape) => {
    const form = emptyForm('cell:a')
    form.shape = { ...form.shape, ...shape }
    form.acts.delayMs = { kind: 'set', value: 300 } // a trace has values of its own
    expect(zDegradationRequest.parse(requestOf(form)).shape).toEqual(shape)
  })

  it('has a preset in place of acts and shape', () => {
    const form = { ...emptyForm('cell:a'), preset: 'tunnel', shared: true }
    form.acts.delayMs = { kind: 'set', value: 300 }
    expect(zDegradationRequest.parse(requestOf(form))).toMatchObject({
      target: { cell: 'a', shared: true },
      preset: 'tunnel',
    })
  })

  it('changes signal strength and connectivity type alone, too', () => {
    const form = { ...emptyForm('all'), signalStrength: 'poor', connectivityType: '3G' }
    expect(zDegradationRequest.parse(requestOf(form)).effect).toEqual({
      signalStrength: 'poor',
      connectivityType: '3G',
    })
  })

  it('is refused by its schema when nothing was filled in', () => {
    expect(zDegradationRequest.safeParse(requestOf(emptyForm('all'))).success).toBe(false)
  })
})
