// What a device sees of the radio: words, that no threshold asks for.
import { zConnectivityType, zSignalStrength } from '../wire/camara/common'
import type { Condition } from './condition'

export type Radio = Readonly<Partial<Pick<Condition, 'signalStrength' | 'connectivityType'>>>

const BORDERS_DBM = [
  [-80, 'excellent'],
  [-90, 'good'],
  [-100, 'fair'],
  [-120, 'poor'],
] as const

/**
 * The word for a reference signal received power (RSRP). The borders are those in common use and chosen: no specification has
 * them.
 */
export function signalStrengthOf(dBm: number): Condition['signalStrength'] {
  return BORDERS_DBM.find(([least]) => dBm >= least)?.[1] ?? 'no signal'
}

export const SIGNAL_STRENGTHS = zSignalStrength.options
export const CONNECTIVITY_TYPES = zConnectivityType.options
