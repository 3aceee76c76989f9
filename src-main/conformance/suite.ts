// A suite is data: cases in the order of their document, each with the requests to send and the checks of every reply.
import type { Note } from '#shared/conformance/runReport'
import type { Stage, StagePorts } from './stage'

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
  /** What it answers, secrets and all; absent where nothing was sent: what the target sent by itself. */
  readonly request?: SentRequest
  /** Of the copies that were sent at the same time; those that were not answered are not among them. */
  readonly copies?: readonly Pick<Reply, 'status' | 'body'>[]
}

/** A request as it went out. */
export interface SentRequest {
  readonly method: string
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** What a step sends besides the headers of the target. */
export interface StepRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below {apiRoot}, query string included. */
  readonly path: string
  /** JSON text. */
  readonly body?: string
  /** In place of those of the target. */
  readonly headers?: Readonly<Record<string, string>>
  /** The header `Authorization` in place of the target's; null: none is sent. */
  readonly authorization?: string | null
}

/** What came before in the same case. */
export interface Earlier {
  /** Of that step, the last time it was sent; undefined when it was not, or not answered. */
  readonly reply: (stepId: string) => Reply | undefined
  /** Made up for this run, so nothing on the target has it. */
  readonly unusedId: string
  /** What the stage of the suite made for this case; the suite knows what that is. */
  readonly staged?: unknown
}

/** One place that a check looked at. */
export interface Finding {
  /**
   * `tolerated`: accepted by a reading that `--strict` does not accept. `unmet`: what the check takes for given is not, so
   * it is inconclusive. `notSupported`: an optional thing is not offered. `observed`: seen, and demanded by no document.
   */
  readonly outcome: 'met' | 'tolerated' | 'violated' | 'unmet' | 'notSupported' | 'observed'
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
  readonly judge: (reply: Reply, earlier: Earlier) => readonly Finding[]
}

export interface TestStep {
  /** Unique within its case. */
  readonly id: string
  readonly title: string
  /** May be made from what came before. */
  readonly request: StepRequest | ((earlier: Earlier) => StepRequest)
  /** How many are sent at once: one, unless said otherwise. The first to be sent is judged and recorded. */
  readonly copies?: number
  /**
   * Absent: to be judged. `given`: it brings what later steps are compared with, and a broken reply leaves those undecided.
   * `observation`: no document demands it, so even no reply at all, or a broken one, is only seen.
   */
  readonly purpose?: 'given' | 'observation'
  /** The target sends it by itself: the stage waits for it, and what comes is judged in place of a reply. */
  readonly receives?: boolean
  readonly checks: readonly Check[]
}

export interface TestCase {
  readonly id: string
  readonly title: string
  /** May change what is registered on the target: run only where that was allowed. */
  readonly writes?: boolean
  readonly steps: readonly TestStep[]
}

/** What a tester registers at the target before the suite is run. */
export interface SuiteRegistration {
  /** The section of the document that asks for it. */
  readonly clause: string
  /** What to do, in a sentence. */
  readonly instruction: string
  readonly columns: readonly { readonly key: string; readonly label: string; readonly numeric?: boolean }[]
  /** @param month of all dates, in UTC: `2026-11` */
  readonly fill: (month: string) => {
    /** For people: one row for each thing to enter, by the keys of the columns. */
    readonly rows: readonly Readonly<Record<string, string | number>>[]
    /** The same for programs, as the API would answer it. */
    readonly resources: readonly Readonly<Record<string, unknown>>[]
  }
}

/** What the schemas of an API know. */
export interface Vocabulary {
  /** Members of bodies by dotted path, and of the items of lists. */
  readonly members: readonly string[]
  /** What a member may be, where that is one of some words. */
  readonly words: readonly string[]
}

export interface OtherPast {
  /** What is other in it, in a few words. */
  readonly change: string
  readonly earlier: Earlier
}

/** In what a reply may deviate, beyond what any may. */
export interface Mutations {
  readonly vocabulary: Vocabulary
  /** What may have come before otherwise than it did. */
  readonly pasts: (reply: Reply, earlier: Earlier) => Iterable<OtherPast>
}

export interface Suite {
  readonly id: string
  readonly version: string
  readonly title: string
  /** What stands between {serverRoot} and the path of a step. */
  readonly apiPath: string
  /** Somebody else's cases: they need not see every deviation. */
  readonly isForeign?: true
  /** Each check of a step can fail alone, which the self-test proves with these; absent: some fail together always. */
  readonly mutations?: () => Mutations
  /** The shipped scenario that brings a bench of our own what the suite takes for given; absent: `certification`. */
  readonly ownScenario?: string
  /** Absent: nothing has to be registered. */
  readonly registration?: SuiteRegistration
  /** Where the suite brings about what its steps take for given; opened once for each run. */
  readonly openStage?: (ports: StagePorts) => Stage
  readonly cases: readonly TestCase[]
}
