// Registers what a suite wants by the target's hook, once, before its first step.
import type { RegistrationRequest } from '#shared/conformance/registration/registrationRequests'
import type { AuxiliaryExchanges, AuxiliaryOutcome } from '../probe/auxiliaryExchanges'
import { outcomeProblem } from '../probe/auxiliaryExchanges'

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

/**
 * Registers one thing.
 * @returns why it is not registered; undefined: it is
 */
export async function register(
  { title, request, acceptStatus }: RegistrationRequest,
  exchanges: AuxiliaryExchanges,
): Promise<string | undefined> {
  const sent = await exchanges.send(
    { kind: 'registration', title },
    request,
    (outcome) => outcomeProblem(outcome) ?? refusalOf(outcome, acceptStatus),
  )
  if (sent === undefined) return 'the run was cancelled'
  return sent.problem === undefined ? undefined : `${title} failed: ${sent.problem}`
}

const NOBODY_SAYS_SO = 'nobody says that it was done, and no hook does it: register it, or give a registration hook'

/** @param isAsserted whoever started the run says that what has no request here is registered */
export function createRegistrar(
  requests: readonly RegistrationRequest[],
  exchanges: AuxiliaryExchanges,
  isAsserted: boolean,
): Registrar {
  let known: { readonly problem: string | undefined } | undefined

  /** The first that fails decides: without it the suite has nothing to judge by. */
  async function registerAll(): Promise<string | undefined> {
    if (requests.length === 0 && !isAsserted) return NOBODY_SAYS_SO
    for (const request of requests) {
      const problem = await register(request, exchanges)
      if (problem !== undefined) return problem
    }
    return undefined
  }

  return {
    async ensure() {
      known ??= { problem: await registerAll() }
      return known.problem
    },
    forget() {
      if (known?.problem !== undefined) known = undefined
    },
  }
}
