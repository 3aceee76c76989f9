import type { NetworkPort } from '#main/notifier/ports'
import type { Condition } from '#shared/domain/condition'
import { meets } from '#shared/domain/thresholds'

const GOOD: Condition = {
  delayMs: 20,
  jitterMs: 5,
  lossRatio: 0,
  downRateKbps: 100_000,
  upRateKbps: 50_000,
  signalStrength: 'excellent',
  connectivityType: '5G-SA',
}

export interface SteppedNetwork extends NetworkPort {
  /** From this bench instant on the device's condition differs so from a good one. */
  step(deviceId: string, at: number, change: Partial<Condition>): void
  /** From now on there is no such device. */
  remove(deviceId: string): void
  /** How many conditions were computed. */
  readonly computed: number
}

/** A network whose conditions change in steps that a test writes down. */
export function createSteppedNetwork(): SteppedNetwork {
  const steps = new Map<string, { at: number; condition: Condition }[]>()
  const gone = new Set<string>()
  let computed = 0

  function conditionOf(deviceId: string, at: number): Condition {
    if (gone.has(deviceId)) throw new Error(`there is no device ${deviceId}`)
    return (steps.get(deviceId) ?? []).findLast((step) => step.at <= at)?.condition ?? GOOD
  }

  return {
    get computed() {
      return computed
    },
    step(deviceId, at, change) {
      const list = steps.get(deviceId) ?? []
      list.push({ at, condition: { ...GOOD, ...change } })
      steps.set(
        deviceId,
        list.sort((a, b) => a.at - b.at),
      )
    },
    remove: (deviceId) => void gone.add(deviceId),
    hasDevice: (deviceId) => !gone.has(deviceId),
    flowOf: (deviceId, server) => ({
      deviceId,
      ...(server?.ipv4Address && {
        servers: [{ family: 4, first: server.ipv4Address, last: server.ipv4Address } as const],
      }),
    }),
    conditionAt({ deviceId }, at) {
      computed += 1
      return conditionOf(deviceId, at)
    },
    nextFlip({ deviceId }, thresholds, after) {
      if (gone.has(deviceId)) throw new Error(`there is no device ${deviceId}`)
      const answers = (at: number) =>
        thresholds.map((threshold) => meets(threshold, conditionOf(deviceId, at)[threshold.metric])).join()
      const later = (steps.get(deviceId) ?? []).filter((step) => step.at > after)
      return later.find((step) => answers(step.at) !== answers(after))?.at
    },
  }
}
