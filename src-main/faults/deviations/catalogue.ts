// Every deviation there is, by name. An API's own stand in a folder of their own.
import type { Deviation } from './deviation'
import { CAMARA_DEVIATIONS } from './camara/camaraDeviations'
import { NOTIFICATION_DEVIATIONS } from './camara/notificationDeviations'
import { TMF677_DEVIATIONS } from './tmf677/tmf677Deviations'

export const DEVIATIONS: readonly Deviation[] = [...TMF677_DEVIATIONS, ...CAMARA_DEVIATIONS, ...NOTIFICATION_DEVIATIONS]

const byName = new Map(DEVIATIONS.map((deviation) => [deviation.name, deviation]))

export function findDeviation(name: string): Deviation | undefined {
  return byName.get(name)
}
