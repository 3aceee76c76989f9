// What happens in the bench, as its rooms tell each other and as the event stream tells the window.
import type { AuxiliaryExchange, CaseResult, StepResult } from '../conformance/runReport'
import type { ExchangeSummary } from '../domain/exchange'
import type { FaultView } from './faultViews'
import type { DegradationView, HandoverView } from './networkViews'
import type { NextStep, RunView } from './runViews'
import type { ExpectationView } from './scenarioViews'
import type { Settings } from './settings'
import type { TrialView } from './trialViews'
import type { ClockView, InboxEntry, NotificationView, Problem, ScenarioView, SubscriptionView } from './views'

export type BenchEvent =
  | { readonly kind: 'clock.changed'; readonly clock: ClockView }
  /** It goes as before, but something else is due next or a jump has gone on. Told a few times a second at most. */
  | { readonly kind: 'clock.progressed'; readonly clock: ClockView }
  | { readonly kind: 'scenario.loaded'; readonly scenario: ScenarioView }
  /** Its timeline was started, paused or taken up again, or a step of it was played. */
  | { readonly kind: 'scenario.played'; readonly scenario: ScenarioView }
  /** A file of `{data}/scenarios` was written, renamed or removed, by whatever program. */
  | { readonly kind: 'scenarioFiles.changed' }
  /** An expectation of it is decided. */
  | { readonly kind: 'scenario.judged'; readonly expectation: ExpectationView }
  /** Something was done by hand while it plays. */
  | { readonly kind: 'scenario.recorded' }
  | { readonly kind: 'settings.changed'; readonly settings: Settings }
  | { readonly kind: 'degradation.added'; readonly degradation: DegradationView }
  | { readonly kind: 'degradation.removed'; readonly id: string }
  /** A device will move to another cell, or has: `at` tells. */
  | { readonly kind: 'handover.added'; readonly handover: HandoverView }
  /** Its instant has come. */
  | { readonly kind: 'handover.done'; readonly handover: HandoverView }
  /** It was called off, or forgotten with the scenario. */
  | { readonly kind: 'handover.removed'; readonly id: string }
  /** From this bench instant on the conditions of these devices are another function of time; `all`: of every device. */
  | { readonly kind: 'condition.changed'; readonly deviceIds: readonly string[] | 'all'; readonly since: number }
  /** One was imported or deleted, or those of another scenario are there. */
  | { readonly kind: 'traces.changed' }
  | { readonly kind: 'fault.added'; readonly fault: FaultView }
  /** It was removed, or its count is spent. */
  | { readonly kind: 'fault.removed'; readonly id: string }
  | { readonly kind: 'profile.changed'; readonly profileId: string }
  | { readonly kind: 'subscription.changed'; readonly subscription: SubscriptionView }
  | { readonly kind: 'notification.changed'; readonly notification: NotificationView }
  | { readonly kind: 'inbox.received'; readonly entry: InboxEntry }
  | { readonly kind: 'usageReport.changed'; readonly id: string }
  /** Its ledger has another entry or flow; between two of these only time changes what it reads. */
  | { readonly kind: 'bucket.changed'; readonly reportId: string; readonly bucketId: string }
  | { readonly kind: 'exchange.recorded'; readonly exchange: ExchangeSummary }
  | { readonly kind: 'run.started'; readonly run: RunView }
  /** For the user: before a step, or after the last one when that did not pass (then nothing is `next`). */
  | { readonly kind: 'run.waiting'; readonly run: RunView; readonly next?: NextStep | undefined }
  /** It waits no longer: a request is sent, or it is ended. */
  | { readonly kind: 'run.resumed'; readonly run: RunView }
  /** Of the same step once more when it was retried. */
  | { readonly kind: 'run.stepFinished'; readonly runId: string; readonly caseId: string; readonly step: StepResult }
  | { readonly kind: 'run.caseFinished'; readonly runId: string; readonly result: CaseResult }
  /** Where it waits is another place now, or it was named, pinned or brought back. */
  | { readonly kind: 'run.changed'; readonly run: RunView }
  /** A token was fetched for it, or something was registered. */
  | { readonly kind: 'run.exchanged'; readonly runId: string; readonly exchange: AuxiliaryExchange }
  | { readonly kind: 'run.finished'; readonly run: RunView }
  /** By a user, or to make room for others. */
  | { readonly kind: 'run.deleted'; readonly runId: string }
  /** A target that is tried out was asked something, or that has ended. */
  | { readonly kind: 'trial.changed'; readonly trial: TrialView }
  | { readonly kind: 'problem.occurred'; readonly problem: Problem }

export type BenchEventKind = BenchEvent['kind']
export type BenchEventOf<Kind extends BenchEventKind> = Extract<BenchEvent, { kind: Kind }>

/** Publishing is synchronous and in order; a listener may not throw. */
export interface BenchBus {
  publish(event: BenchEvent): void
  /** @returns a function that ends the listening. */
  on<Kind extends BenchEventKind>(kind: Kind, listener: (event: BenchEventOf<Kind>) => void): () => void
  /** Listens to every kind, after the listeners of that kind. */
  onAny(listener: (event: BenchEvent) => void): () => void
}
