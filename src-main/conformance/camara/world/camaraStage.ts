// Brings about what the steps of the CAMARA suites take for given, case by case, and takes it back afterwards.
import { ControlClientError } from '#shared/control/client'
import { createAuxiliaryExchanges } from '../../probe/auxiliaryExchanges'
import type { Prepared, Stage, StagePorts } from '../../stage'
import type { Earlier, StepRequest, TestCase, TestStep } from '../../suite'
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

type Unprepared = Extract<Prepared, { kind: 'unmet' }>

interface OpenCase {
  readonly testCase: TestCase
  readonly world: World
  readonly tasks: ((hands: Hands) => Promise<unknown>)[]
  /** What could not be brought about: the later steps of the case rest on it, too. */
  lacking: { readonly step: TestStep; readonly unmet: Unprepared } | undefined
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
  const unseen = createHands(target, createAuxiliaryExchanges({ probe, redactor, wall }))

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
    return { testCase, world, tasks, lacking: undefined }
  }

  /** What cannot be brought about leaves the step undecided; any other failure is ours. */
  async function bringAbout<T>(text: string, world: World, work: () => T | Promise<T>) {
    try {
      return await work()
    } catch (error) {
      if (signal?.aborted) return undefined
      if (!(error instanceof Unmet || error instanceof ControlClientError)) throw error
      return { kind: 'unmet' as const, clause: `Scenario ${world.caseId}: ${text}`, message: error.message }
    }
  }

  async function arrange({ givens }: StepPlan, world: World): Promise<Prepared | undefined> {
    for (const { text, arrange: work } of givens) {
      const unmet = await bringAbout(text, world, () => work(world))
      if (unmet) return unmet
    }
    return undefined
  }

  async function prepareIn({ world }: OpenCase, plan: StepPlan, step: TestStep): Promise<Prepared | undefined> {
    const { act } = plan
    const unmet = await arrange(plan, world)
    if (unmet) return unmet
    if (signal?.aborted) return undefined
    if (act.kind === 'receive') return bringAbout(step.title, world, () => receive(act.event, world))
    return { kind: 'ready', request: requestOf(plan, world, apiPath) }
  }

  return {
    async prepare(testCase, step, earlier) {
      const plan = plans.get(step)
      if (plan === undefined) throw new Error(`the step ${step.id} is of another suite`)
      if (plan.act.kind === 'unknown') return unknownSteps(plan.act.texts, testCase)
      if (step === testCase.steps[0]) open = await enter(testCase, plan.basePath, earlier)
      if (open?.testCase !== testCase) return wasLeft(testCase, open?.testCase)
      if (open.lacking && open.lacking.step !== step) return open.lacking.unmet
      const prepared = await prepareIn(open, plan, step)
      open.lacking = prepared?.kind === 'unmet' ? { step, unmet: prepared } : undefined
      return prepared
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

/** What this case was given was taken back for the other. */
function wasLeft({ id }: TestCase, other: TestCase | undefined): Unprepared {
  const message = `this case was left when ${other?.id ?? 'another'} was sent again: retry it from its first step`
  return { kind: 'unmet', clause: `Scenario ${id}`, message }
}

function unknownSteps(texts: readonly string[], { id }: TestCase): Unprepared {
  const steps = texts.length === 1 ? 'a step is' : `${texts.length} steps are`
  return { kind: 'unmet', clause: `Scenario ${id}`, message: `${steps} not known here: ${texts.join('; ')}` }
}
