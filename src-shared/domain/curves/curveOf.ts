import { shapeMs, type Shape } from '../shape'
import { curveOfPieces, held, type Curve } from './curve'
import { noise } from './noise'
import { pulses } from './pulses'
import { sine } from './sine'

const STEP = held(1, 0)

function ramp(rampMs: number): Curve {
  const rise = { from: 0, to: rampMs, value: 0, valueAtEnd: 1 }
  const top = held(1, rampMs)
  return curveOfPieces((elapsedMs) => (elapsedMs < rampMs ? rise : top))
}

/**
 * The level 0..1 of a shape over the time since its effect began. That of a trace is full: its columns have curves of their
 * own.
 */
export function curveOf(shape: Shape): Curve {
  switch (shape.kind) {
    case 'step':
    case 'trace':
      return curveOfPieces(() => STEP)
    case 'ramp':
      return ramp(shapeMs(shape.rampSeconds))
    case 'pulses': {
      const [onMs, offMs] = [shapeMs(shape.onSeconds), shapeMs(shape.offSeconds)]
      return pulses({
        onMs,
        offMs,
        edgeMs: Math.min(Math.floor(onMs / 2), Math.round(shape.edgeSeconds * 1000)),
        count: shape.count,
      })
    }
    case 'sine':
      return sine(shapeMs(shape.periodSeconds))
    case 'noise':
      return noise(shape.seed ?? 0, shapeMs(shape.intervalSeconds))
  }
}
