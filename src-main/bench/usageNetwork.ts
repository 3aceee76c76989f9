// What usage sees and asks of the network: down rates over time, and an ordinary degradation as a throttle.
import { BenchError } from '#shared/errors/benchError'
import type { Network } from '../network/network'
import type { UsagePorts } from '../usage/usage'

/** By their ids usage finds its own among the degradations again, those of a bench that was killed included. */
const PREFIX = 'throttle/'

export function usageNetwork(network: Network): UsagePorts['network'] {
  function orAbsent<T>(work: () => T, absent: T): T {
    try {
      return work()
    } catch (error) {
      if (error instanceof BenchError && error.code === 'notFound') return absent
      throw error
    }
  }

  function throttles(): string[] {
    const ids = network.degradations().map(({ id }) => id)
    return ids.filter((id) => id.startsWith(PREFIX)).map((id) => id.slice(PREFIX.length))
  }

  return {
    hasDevice: (id) => network.hasDevice(id),
    downRateKbps: (deviceId, at) => orAbsent(() => network.conditionAt({ deviceId }, at).downRateKbps, 0),
    bendsAfter: (deviceId, after, limit) => orAbsent(() => network.bendsAfter({ deviceId }, after, limit), []),
    throttles,
    async throttle(id, device, rateKbps, at) {
      const slow = { clamp: { max: rateKbps } }
      await network.addDegradation(
        {
          target: { device },
          effect: { downRateKbps: slow, upRateKbps: slow },
          shape: { kind: 'step' },
          startsInSeconds: 0,
        },
        { id: PREFIX + id, at },
      )
    },
    async release(id) {
      try {
        await network.removeDegradation(PREFIX + id)
      } catch (error) {
        if (!(error instanceof BenchError && error.code === 'notFound')) throw error
      }
    },
  }
}
