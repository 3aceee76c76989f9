// The exchanges that a run needs and does not judge, recorded without their secrets.
import type { AuxiliaryExchange } from '#shared/conformance/runReport'
import type { WallClock } from '#shared/domain/clocks'
import type { Probe, ProbeOutcome, ProbeRequest } from './probe'
import type { Redactor } from './redaction'

export type AuxiliaryOutcome = Exclude<ProbeOutcome, { kind: 'cancelled' }>

type Said = Pick<AuxiliaryExchange, 'kind' | 'title'>

export interface AuxiliaryExchanges {
  /**
   * Sends, and records where somebody is told.
   * @param problemOf why the reply is of no use, in words
   * @returns undefined when the run was cancelled meanwhile
   */
  send(
    what: Said,
    request: ProbeRequest,
    problemOf: (outcome: AuxiliaryOutcome) => string | undefined,
  ): Promise<{ outcome: AuxiliaryOutcome; problem: string | undefined } | undefined>
  all(): AuxiliaryExchange[]
}

export interface AuxiliaryPorts {
  readonly probe: Probe
  readonly redactor: Redactor
  readonly wall: WallClock
  /** Absent: they are not recorded at all. */
  readonly onExchange?: (exchange: AuxiliaryExchange) => void
}

/** For an outcome that is of no use whatever it was to bring. */
export function outcomeProblem(outcome: AuxiliaryOutcome): string | undefined {
  return outcome.kind === 'unanswered' ? outcome.message : outcome.bodyProblem
}

interface Message {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

function withoutSecrets<M extends Message>(message: M, redactor: Redactor) {
  const { headers, body } = message
  const clean = body === null ? null : redactor.tokenMessage(body)
  return { ...message, headers: redactor.headers(headers), body: clean as M['body'] }
}

export function createAuxiliaryExchanges({ probe, redactor, wall, onExchange }: AuxiliaryPorts): AuxiliaryExchanges {
  const recorded: AuxiliaryExchange[] = []

  return {
    async send(what, request, problemOf) {
      const at = new Date(wall.now()).toISOString()
      redactor.learnFrom(request)
      const outcome = await probe.send(request)
      if (outcome.kind === 'cancelled') return undefined
      if (outcome.kind === 'answered') redactor.learnFrom(outcome.response)
      const problem = problemOf(outcome)
      if (onExchange) {
        const exchange: AuxiliaryExchange = {
          ...{ ...what, at, request: withoutSecrets(request, redactor) },
          response: outcome.kind === 'answered' ? withoutSecrets(outcome.response, redactor) : null,
          ...(problem !== undefined && { problem: redactor.tokenMessage(problem) }),
        }
        recorded.push(exchange)
        onExchange(exchange)
      }
      return { outcome, problem }
    },
    all: () => [...recorded],
  }
}
