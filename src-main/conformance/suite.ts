// A suite is data: cases in the order of their document, each with the requests to send and the checks of every reply.
import type { Note } from '#shared/conformance/runReport'

/** When the request was answered by the target's own clock, as a range of instants (reading U13). */
export interface RequestMoment {
  readonly from: number
  readonly to: number
}

/** A reply as the checks see it; what the transport made of it is judged before, by the check `response`. */
export interface Reply {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Decoded as UTF-8. */
  readonly body: string
  /** Whether every byte of the body came. */
  readonly isComplete: boolean
  readonly moment: RequestMoment
}

/** One place that a check looked at. */
export interface Finding {
  /** `tolerated`: accepted by a reading that `--strict` does not accept. */
  readonly outcome: 'met' | 'tolerated' | 'violated'
  /** JSON path into the reply's body. */
  readonly path?: string
  readonly expected?: unknown
  readonly actual?: unknown
  readonly message: string
  readonly notes?: readonly Note[]
}

export interface Check {
  /** Stable, and unique within its step. */
  readonly id: string
  /** The row, section or case of the document that demands it. */
  readonly clause: string
  /** No finding at all: the check did not apply to this reply. */
  readonly judge: (reply: Reply) => readonly Finding[]
}

export interface TestStep {
  /** Unique within its case. */
  readonly id: string
  readonly title: string
  readonly method: 'GET'
  /** Below {apiRoot}, query string included. */
  readonly path: string
  readonly checks: readonly Check[]
}

export interface TestCase {
  readonly id: string
  readonly title: string
  readonly steps: readonly TestStep[]
}

export interface Suite {
  readonly id: string
  readonly version: string
  readonly title: string
  /** What stands between {serverRoot} and the path of a step. */
  readonly apiPath: string
  readonly cases: readonly TestCase[]
}
