// Brings about what the steps of the CAMARA suites take for given, case by case, and takes it back afterwards.
import { ControlClientError } from '#shared/control/client'
import { createAuxiliaryExchanges } from '../../probe/auxiliaryExchanges'
import type { Prepared, Stage, StagePorts } from '../../stage'
import type { Earlier, StepRequest, TestCase } from '../../suite'
import type { StepPlan, StepPlans } from '../scenario/compile'
import { OPERATIONS } from '../scenario/operations'
import { introduceSink } from '../sink/introduceSink'
import { openRunnerSink, type RunnerSink } from '../sink/runnerSink'
import { removeWhatWasMade } from './cleaning'
import { createHands, type Hands } from './hands'
import { receive } from './receive'
import { Unmet } from './unmet'
import type { RunMeans, World } from './world'

const TIDYING_TIMEOUT_MS = 2000

interface OpenCase {
  readonly testCase: TestCase
  readonly world: World
  readonly tasks: ((hands: Hands) => Promise<unknown>)[]
}

function pathOf(template: string, parameters: Readonly<Record<string, string>>): string {
  return template.replace(/{(\w+)}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''))
}

function requestOf({ act, basePath }: StepPlan, { draft }: World, apiPath: string): StepRequest {
  if (act.kind !== 'send') throw new Error('only what is sent has a request')
  const { method, path } = OPERATIONS[act.operation]
  const hasBody = method === 'POST' || method === 'PATCH'
  return {
    method,
    path: `${basePath}${pathOf(path, draft.parameters)}`.slice(apiPath.length),
    headers: hasBody ? draft.headers : withoutContentType(draft.headers),
    authorization: draft.authorization,
    ...(hasBody && draft.body !== undefined && { body: JSON.stringify(draft.body) }),
  }
}

/** A request without a body has nothing to declare. */
function withoutContentType(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type'))
}

export function createCamaraStage(plans: StepPlans, apiPath: string, ports: StagePorts): Stage {
  const { target, wall, ids, signal, redactor, timeoutMs, authorize } = ports
  let sink: Promise<RunnerSink> | undefined
  let forgetSink: ((hands: Hands) => Promise<void>) | undefined
  let open: OpenCase | undefined

  const probe = ports.openProbe(TIDYING_TIMEOUT_MS)
  const unrecorded = createAuxiliaryExchanges({ probe, redactor, wall, onExchange: () => undefined })
  const unseen = createHands(target, unrecorded)

  const means: RunMeans = {
    ...{ target, wall, ids, signal, redactor, timeoutMs, authorize },
    hands: createHands(target, ports.exchanges),
    unseen,
    sink: () => (sink ??= openSink()),
  }

  async function openSink(): Promise<RunnerSink> {
    const opened = await openRunnerSink({ target, wall, ids })
    try {
      forgetSink = await introduceSink(opened, means.hands)
      return opened
    } catch (error) {
      await opened.close()
      throw error
    }
  }

  /** Also when the run was cancelled: nothing of it may stay behind. */
  async function leave({ world, tasks }: OpenCase): Promise<void> {
    for (const task of [(hands: Hands) => removeWhatWasMade(world, hands), ...tasks.reverse()]) {
      await task(unseen).catch(() => undefined) // the target may be gone, which was told where it mattered
    }
  }

  async function enter(testCase: TestCase, basePath: string, earlier: Earlier): Promise<OpenCase> {
    if (open) await leave(open)
    const tasks: OpenCase['tasks'] = []
    const world: World = {
      ...means,
      caseId: testCase.id,
      clientId: `callbox-runner-${ids.uuid()}`,
      basePath,
      earlier,
      authorizations: new Map(),
      draft: { headers: {}, authorization: null, parameters: {}, body: undefined },
      later: (task) => tasks.push(task),
    }
    return { testCase, world, tasks }
  }

  async function arrange({ givens }: StepPlan, world: World): Promise<Prepared | undefined> {
    for (const { text, arrange: bringAbout } of givens) {
      try {
        await bringAbout(world)
      } catch (error) {
        if (signal?.aborted) return undefined
        if (!(error instanceof Unmet || error instanceof ControlClientError)) throw error
        return { kind: 'unmet', clause: `Scenario ${world.caseId}: ${text}`, message: error.message }
      }
    }
    return undefined
  }

  return {
    async prepare(testCase, step, earlier) {
      const plan = plans.get(step)
      if (plan === undefined) throw new Error(`the step ${step.id} is of another suite`)
      if (open === undefined || step === testCase.steps[0]) open = await enter(testCase, plan.basePath, earlier)
      const { world } = open
      if (plan.act.kind === 'unknown') return unknownSteps(plan.act.texts, testCase)
      const unmet = await arrange(plan, world)
      if (unmet) return unmet
      if (signal?.aborted) return undefined
      if (plan.act.kind === 'receive') return receive(plan.act.event, world)
      return { kind: 'ready', request: requestOf(plan, world, apiPath) }
    },
    staged: (testCase) => (open?.testCase === testCase ? open.world : undefined),
    async close() {
      if (open) await leave(open)
      await forgetSink?.(unseen).catch(() => undefined)
      await (await sink?.catch(() => undefined))?.close()
      await probe.close()
    },
  }
}

function unknownSteps(texts: readonly string[], { id }: TestCase): Prepared {
  const steps = texts.length === 1 ? 'a step is' : `${texts.length} steps are`
  return { kind: 'unmet', clause: `Scenario ${id}`, message: `${steps} not known here: ${texts.join('; ')}` }
}
