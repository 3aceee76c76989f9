// Everything the bench keeps on disk, in one place: each collection with its schema and what a new folder starts with.
import { z } from 'zod'
import { zSettings } from '#shared/control/settings'
import type { Problem } from '#shared/control/views'
import { zStoredProfile } from '#shared/domain/applicationProfile'
import { upgradeDegradation, zDegradation } from '#shared/domain/degradation'
import { zHandover } from '#shared/domain/handover'
import { zNotification } from '#shared/domain/notification'
import { zRegisteredReport } from '#shared/domain/registeredReport'
import { zStoredSubscription } from '#shared/domain/subscription'
import { zTrace } from '#shared/domain/trace'
import type { BenchError } from '#shared/errors/benchError'
import { zKeptRun } from '../../conformance/history/runHistory'
import { zFaultRow } from '../../faults/faults'
import { zAccount, zEntry, zFlowRow } from '../../usage/ledger/rows'
import { openStore } from '../../store/store'
import { zSavedClock } from '../clocks/savedClock'
import { zKeptRecording } from '../recording/recording'
import { zSavedScenario } from '../stage/savedScenario'
import { zProgress } from '../../scenario/player/progress'
import { zIssuerKeys } from '../../simulator/oauth/issuerKeys'
import { zTokenExpiry } from '../../simulator/oauth/tokenExpiry'

export interface BenchStoreOptions {
  folder: string
  now: () => number
  onProblem: (problem: Problem) => void
}

export async function openBenchStore(options: BenchStoreOptions) {
  const store = await openStore(options)
  const [
    settings,
    control,
    clock,
    scenario,
    progress,
    recording,
    profiles,
    reports,
    issuerKeys,
    tokenExpiries,
    network,
    ledger,
    faults,
    notifier,
    conformance,
    importedTraces,
  ] = await Promise.all([
    store.document('settings', zSettings, zSettings.parse({})),
    store.document('control', z.object({ token: z.string() }).nullable(), null),
    store.document('clock', zSavedClock.nullable(), null),
    store.document('scenario', zSavedScenario.nullable(), null),
    store.document('scenario-progress', zProgress.nullable(), null),
    store.document('scenario-recording', zKeptRecording.nullable(), null),
    store.document('profiles', z.array(zStoredProfile), []),
    store.document('usage-reports', z.array(zRegisteredReport), []),
    store.document('issuer', zIssuerKeys.nullable(), null),
    store.document('token-expiries', z.array(zTokenExpiry), []),
    store.log('network', { degradations: z.preprocess(upgradeDegradation, zDegradation), handovers: zHandover }),
    store.log('ledger', { accounts: zAccount, entries: zEntry, flows: zFlowRow }),
    store.log('faults', { faults: zFaultRow }),
    store.log('notifier', { subscriptions: zStoredSubscription, notifications: zNotification }),
    store.log('conformance', { runs: zKeptRun }),
    store.document('imported-traces', z.array(zTrace).readonly(), []),
  ])
  const runReports = store.texts('conformance-reports')
  const close = (reason?: BenchError) => store.close(reason)
  return {
    settings,
    control,
    clock,
    scenario,
    progress,
    recording,
    profiles,
    reports,
    issuerKeys,
    tokenExpiries,
    network,
    ledger,
    faults,
    notifier,
    conformance,
    runReports,
    importedTraces,
    close,
  }
}

export type BenchStore = Awaited<ReturnType<typeof openBenchStore>>
