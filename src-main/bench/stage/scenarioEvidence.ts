// What expectations are judged by: what the rooms of this bench did.
import Big from 'big.js'
import type { ExchangeSummary } from '#shared/domain/exchange'
import type { Notification } from '#shared/domain/notification'
import { operationOf } from '#shared/domain/operationOf'
import type { StoredSubscription } from '#shared/domain/subscription'
import { thresholdsOf } from '#shared/domain/thresholds'
import { BenchError } from '#shared/errors/benchError'
import type { Network } from '../../network/network'
import type { Evidence, RaisedNotification, SeenExchange } from '../../scenario/judging/evidence'
import type { ProfileRegistry } from '../../simulator/camara/applicationProfiles'
import { inUnit, quantityOf } from '../../usage/ledger/quantity'
import type { Usage } from '../../usage/usage'

export interface EvidencePorts {
  notifications: () => Iterable<Notification>
  /** Live or ended. */
  subscription: (id: string) => StoredSubscription | undefined
  /** By their ids in the scenario. */
  subscriptionIds: () => Readonly<Record<string, string>>
  network: Pick<Network, 'assessmentView'>
  profiles: Pick<ProfileRegistry, 'find'>
  usage: Pick<Usage, 'buckets'>
}

export interface ScenarioEvidence extends Evidence {
  raised(notification: Notification): RaisedNotification | undefined
}

export function seenExchange({ api, method, url, clientId, status, at }: ExchangeSummary): SeenExchange {
  const operation = operationOf(method, url)
  return {
    ...{ api, at },
    ...(operation !== undefined && { operation }),
    ...(clientId !== undefined && { client: clientId }),
    ...(status !== undefined && { status }),
  }
}

function orUndefined<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof BenchError) return undefined
    throw error
  }
}

/** The sum of amounts of the unit's kind, in that unit; undefined when there is none of the kind. */
function sumIn(unit: string, amounts: readonly { readonly unit: string; readonly value: string }[]) {
  const { kind } = quantityOf(0, unit)
  const same = amounts.flatMap((one) => {
    const quantity = orUndefined(() => quantityOf(one.value, one.unit))
    return quantity?.kind === kind ? [quantity.amount] : []
  })
  return same.length === 0
    ? undefined
    : inUnit(
        same.reduce((sum, one) => sum.plus(one), Big(0)),
        unit,
      )
}

export function createScenarioEvidence(ports: EvidencePorts): ScenarioEvidence {
  const { network, profiles, usage, subscription } = ports

  function raised({ id, subscriptionId, event, cause }: Notification): RaisedNotification | undefined {
    const told = subscription(subscriptionId)
    if (!told) return undefined
    const { deviceId, profileId } = told
    const type = event.type.split('.').at(-1) ?? event.type
    const raisedAt = Date.parse(event.time) // of the crossing: a clock that runs fast discovers it late
    const met = cause && { met: cause.findings.every((finding) => finding.met) }
    return { id, type, deviceId, profileId, subscriptionId, raisedAt, ...met }
  }

  const bucketOf = (report: string, bucket: string) =>
    orUndefined(() => usage.buckets(report))?.find(({ bucketId }) => bucketId === bucket)

  return {
    raised,
    *notifications() {
      for (const notification of ports.notifications()) {
        const one = raised(notification)
        if (one) yield one
      }
    },
    subscriptionId: (id) => ports.subscriptionIds()[id],
    isMet(deviceId, profileId) {
      const profile = profiles.find(profileId)
      if (!profile) return undefined
      const thresholds = thresholdsOf(profile.networkQualityThresholds)
      return orUndefined(() => network.assessmentView(deviceId, profileId, thresholds).met)
    },
    remaining({ report, bucket, unit }) {
      const balances = bucketOf(report, bucket)?.balances ?? []
      return orUndefined(() =>
        sumIn(
          unit,
          balances.map((one) => ({ unit: one.unit, value: one.remaining })),
        ),
      )
    },
    counted({ report, bucket, unit, device, user, countertype }) {
      const counters = (bucketOf(report, bucket)?.counters ?? []).filter(
        (one) =>
          one.device === device && one.user === user && (countertype === undefined || one.countertype === countertype),
      )
      return counters.length === 1 ? orUndefined(() => sumIn(unit, counters)) : undefined
    },
  }
}
