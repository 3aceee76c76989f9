// One trial of a target: through the same proxy, certificates and token as a run, recorded the same way, and judged by nobody.
import { registrationRequests } from '#shared/conformance/registration/registrationRequests'
import type { AuxiliaryExchange } from '#shared/conformance/runReport'
import type { Target } from '#shared/conformance/targetConfig'
import type { TrialRequest } from '#shared/control/trialViews'
import type { WallClock } from '#shared/domain/clocks'
import { BenchError } from '#shared/errors/benchError'
import { createAuxiliaryExchanges, outcomeProblem, type AuxiliaryExchanges } from '../probe/auxiliaryExchanges'
import { createProbe } from '../probe/probe'
import { createRedactor, type Redactor } from '../probe/redaction'
import { monthOf } from '../registration/preparation'
import { register } from '../registration/registrar'
import type { StepRequest, Suite } from '../suite'
import { createAuthorization } from '../target/authorization'
import { requestOf } from '../target/requestToSend'
import { connectionWords, type TrialOutcome } from './connectionWords'

export interface TrialPorts {
  readonly wall: WallClock
  readonly signal: AbortSignal
  readonly onExchange: (exchange: AuxiliaryExchange) => void
}

export interface Trial {
  readonly plannedCount: number
  /** Resolves to what came of it; a cancelled one says whatever it had come to. */
  run(): Promise<TrialOutcome>
}

type Work = (exchanges: AuxiliaryExchanges, redactor: Redactor) => Promise<TrialOutcome>

const unready = (message: string): TrialOutcome => ({ isReady: false, message })
const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

/** The first that reads and depends on nothing before it: trying a target out changes nothing there. */
function firstRequest({ cases }: Suite): StepRequest {
  const requests = cases.flatMap(({ steps }) => steps.map(({ request }) => request))
  const known = requests.filter((request) => typeof request !== 'function')
  return known.find(({ method }) => method === 'GET') ?? { method: 'GET', path: '' }
}

function connectionTrial(suite: Suite, target: Target, { wall }: TrialPorts): Work {
  return async (exchanges, redactor) => {
    const authorization = createAuthorization(target, { wall, exchanges, redactor })
    const authorized = await authorization.get()
    if (authorized.kind === 'problem') return unready(`There is ${authorized.message}.`)
    const header = authorized.kind === 'header' ? authorized.value : undefined
    const request = requestOf(suite, firstRequest(suite), target, header)
    const title = `${request.method} ${suite.apiPath}${firstRequest(suite).path}`
    const sent = await exchanges.send({ kind: 'connection', title }, request, outcomeProblem)
    if (sent === undefined) return unready('It was cancelled.')
    if (sent.outcome.kind === 'unanswered') return unready(sentence(sent.outcome.message))
    return connectionWords(sent.outcome.response, target, suite.apiPath)
  }
}

/** All of them, whatever comes of the first: a tester wants to see which are refused. */
function registrationTrial(requests: ReturnType<typeof registrationRequests>, signal: AbortSignal): Work {
  return async (exchanges) => {
    const problems: string[] = []
    for (const request of requests) {
      if (signal.aborted) return unready('It was cancelled.')
      const problem = await register(request, exchanges)
      if (problem !== undefined) problems.push(problem)
    }
    const [first] = problems
    if (first === undefined)
      return { isReady: true, message: `All ${requests.length} are registered. A run can begin.` }
    return unready(`${problems.length} of ${requests.length} are not registered. ${first}.`)
  }
}

function requestsOfHook({ id, registration }: Suite, target: Target, now: number) {
  const field = 'target.registrationHook'
  if (!target.registrationHook)
    throw new BenchError('invalidArgument', `${field} is missing: nothing to try.`, { field })
  if (!registration) throw new BenchError('invalidArgument', `${id} wants nothing registered.`, { field: 'suite' })
  return registrationRequests(target.registrationHook, registration.fill(monthOf(now)).resources, target)
}

/** @throws BenchError `invalidArgument` that names the field: no hook, or one that cannot be filled in */
export function openTrial(suite: Suite, target: Target, request: TrialRequest, ports: TrialPorts): Trial {
  const { what, timeoutSeconds } = request
  const { wall, signal, onExchange } = ports
  const hooked = what === 'registration' ? requestsOfHook(suite, target, wall.now()) : undefined
  const work = hooked ? registrationTrial(hooked, signal) : connectionTrial(suite, target, ports)
  return {
    plannedCount: hooked?.length ?? (target.clientCredentials ? 2 : 1),
    async run() {
      const redactor = createRedactor(target)
      const probe = createProbe(target, { timeoutMs: timeoutSeconds * 1000 }, { wall, signal })
      try {
        return await work(createAuxiliaryExchanges({ probe, redactor, wall, onExchange }), redactor)
      } finally {
        await probe.close()
      }
    },
  }
}
