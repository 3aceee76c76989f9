// What stands around the steps of a suite that brings about by itself what they take for given.
import type { Probe } from './probe/probe'
import type { RecordedRequest, RecordedResponse } from '#shared/conformance/runReport'
import type { Target } from '#shared/conformance/targetConfig'
import type { Ids, WallClock } from '#shared/domain/clocks'
import type { AuxiliaryExchanges } from './probe/auxiliaryExchanges'
import type { Redactor } from './probe/redaction'
import type { Earlier, StepRequest, TestCase, TestStep } from './suite'
import type { Authorization } from './target/authorization'

/** How a step stands once everything before it is done. */
export type Prepared =
  | { readonly kind: 'ready'; readonly request: StepRequest }
  /** The target sent it by itself, and was answered so. */
  | { readonly kind: 'received'; readonly request: RecordedRequest; readonly response: RecordedResponse }
  /** What the target should have sent did not come. */
  | { readonly kind: 'missing'; readonly request: RecordedRequest; readonly message: string }
  /** What the step takes for given does not hold, so nothing can be said about the target. */
  | { readonly kind: 'unmet'; readonly clause: string; readonly message: string }

export interface StagePorts {
  readonly target: Target
  readonly wall: WallClock
  readonly ids: Ids
  readonly signal: AbortSignal | undefined
  readonly timeoutMs: number
  /** For what is asked of the target and not judged. */
  readonly exchanges: AuxiliaryExchanges
  /** Asks the target by itself, also once the run was cancelled; whoever opens it closes it. */
  readonly openProbe: (timeoutMs: number) => Probe
  readonly redactor: Redactor
  /** The `Authorization` that the target's configuration gives. */
  readonly authorize: () => Promise<Authorization>
}

/** One for each run. */
export interface Stage {
  /**
   * Brings about what a step takes for given. The first step of a case starts that case anew.
   * @returns undefined when the run was cancelled meanwhile
   */
  prepare(testCase: TestCase, step: TestStep, earlier: Earlier): Promise<Prepared | undefined>
  /** What it made for a case, for the checks of the suite. */
  staged(testCase: TestCase): unknown
  /** Takes back what it changed on the target, as far as that can be done. */
  close(): Promise<void>
}
