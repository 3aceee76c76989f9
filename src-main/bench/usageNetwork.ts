// What usage sees and asks of the network: down rates over time, and an ordinary degradation as a throttle.
import { BenchError } from '#shared/errors/benchError'
import type { Network } from '../network/network'
import type { UsagePorts } from '../usage/usage'

export function usageNetwork(network: Network): UsagePorts['network'] {
  function orAbsent<T>(work: () => T, absent: T): T {
    try {
      return work()
    } catch (error) {
      if (error instanceof BenchError && error.code === 'notFound') return absent
      throw error
    }
  }
  return {
    hasDevice: (id) => orAbsent(() => network.isServiceApplicable(id) || true, false),
    downRateKbps: (deviceId, at) => orAbsent(() => network.conditionAt({ deviceId }, at).downRateKbps, 0),
    bendsAfter: (deviceId, after, limit) => orAbsent(() => network.bendsAfter({ deviceId }, after, limit), []),
    async throttle(device, rateKbps) {
      const degradation = await network.addDegradation({
        target: { device },
        effect: { downRateKbps: { clamp: { max: rateKbps } }, upRateKbps: { clamp: { max: rateKbps } } },
        shape: { kind: 'step' },
        startsInSeconds: 0,
      })
      return degradation.id
    },
    async release(id) {
      try {
        await network.removeDegradation(id)
      } catch (error) {
        if (!(error instanceof BenchError && error.code === 'notFound')) throw error
      }
    },
  }
}
