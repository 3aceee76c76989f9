// Registers what a suite wants by the target's hook, once, before its first step.
import type { AuxiliaryExchanges, AuxiliaryOutcome } from '../probe/auxiliaryExchanges'
import { outcomeProblem } from '../probe/auxiliaryExchanges'
import type { RegistrationRequest } from './registrationRequests'

export interface Registrar {
  /** @returns why what the suite wants is not registered; undefined: it is. Asks once, until `forget`. */
  ensure(): Promise<string | undefined>
  /** Lets a registration that failed be tried again. */
  forget(): void
}

const LONGEST_BODY = 200

function refusalOf(outcome: AuxiliaryOutcome, acceptStatus: readonly number[] | undefined): string | undefined {
  if (outcome.kind === 'unanswered') return undefined
  const { status, body } = outcome.response
  const isAccepted = acceptStatus === undefined ? status >= 200 && status <= 299 : acceptStatus.includes(status)
  if (isAccepted) return undefined
  return `the hook answers ${status}${body === '' ? '' : `: ${body.slice(0, LONGEST_BODY)}`}`
}

export function createRegistrar(requests: readonly RegistrationRequest[], exchanges: AuxiliaryExchanges): Registrar {
  let known: { readonly problem: string | undefined } | undefined

  /** The first that fails decides: without it the suite has nothing to judge by. */
  async function register(): Promise<string | undefined> {
    for (const { title, request, acceptStatus } of requests) {
      const sent = await exchanges.send(
        { kind: 'registration', title },
        request,
        (outcome) => outcomeProblem(outcome) ?? refusalOf(outcome, acceptStatus),
      )
      if (sent === undefined) return 'the run was cancelled'
      if (sent.problem !== undefined) return `${title} failed: ${sent.problem}`
    }
    return undefined
  }

  return {
    async ensure() {
      known ??= { problem: await register() }
      return known.problem
    },
    forget() {
      if (known?.problem !== undefined) known = undefined
    },
  }
}
