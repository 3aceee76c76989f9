// The shape of a degradation as people fill it in.
import type { z } from 'zod'
import type { zShape } from '#shared/domain/shape'

type Shape = z.input<typeof zShape>

export interface ShapeForm {
  kind: Shape['kind']
  rampSeconds: number | undefined
  onSeconds: number | undefined
  offSeconds: number | undefined
  edgeSeconds: number | undefined
  /** Empty: without end. */
  count: number | undefined
  periodSeconds: number | undefined
  intervalSeconds: number | undefined
  /** Of a trace there is; empty: none is chosen. */
  trace: string
  repeat: boolean
}

export function emptyShape(): ShapeForm {
  return {
    kind: 'step',
    rampSeconds: 10,
    onSeconds: 10,
    offSeconds: 10,
    edgeSeconds: 0,
    count: undefined,
    periodSeconds: 30,
    intervalSeconds: 1,
    trace: '',
    repeat: false,
  }
}

/** The shape as filled in; whether it makes sense is for its schema to say: what is missing is no number. */
export function shapeOf(form: ShapeForm): Shape {
  switch (form.kind) {
    case 'step':
      return { kind: 'step' }
    case 'ramp':
      return { kind: 'ramp', rampSeconds: form.rampSeconds ?? NaN }
    case 'pulses':
      return {
        kind: 'pulses',
        onSeconds: form.onSeconds ?? NaN,
        offSeconds: form.offSeconds ?? NaN,
        edgeSeconds: form.edgeSeconds ?? 0,
        ...(form.count !== undefined && { count: form.count }),
      }
    case 'sine':
      return { kind: 'sine', periodSeconds: form.periodSeconds ?? NaN }
    case 'noise':
      return { kind: 'noise', intervalSeconds: form.intervalSeconds ?? NaN }
    case 'trace':
      return { kind: 'trace', trace: form.trace, repeat: form.repeat }
  }
}
