// What each act of a timeline does to the rooms. What it makes bears an id that follows from its step.
import { durationMs } from '#shared/domain/scenario/duration'
import type { Act, ActName } from '#shared/domain/scenario/acts'
import { BenchError } from '#shared/errors/benchError'
import type { Faults } from '../../faults/faults'
import type { Network } from '../../network/network'
import type { PlannedStep } from '../../scenario/plan'
import type { Acts } from '../../scenario/player/ports'
import type { ProfileRegistry } from '../../simulator/camara/applicationProfiles'
import type { Issuer } from '../../simulator/oauth/issuer'
import type { Usage } from '../../usage/usage'
import type { ScenarioApp } from './scenarioApp'

export interface ActPorts {
  network: Pick<Network, 'addDegradation' | 'handOver'>
  usage: Pick<Usage, 'charge' | 'topUp' | 'startFlow' | 'stopFlow' | 'isMade'>
  faults: Pick<Faults, 'add' | 'remove'>
  issuer: Pick<Issuer, 'expire'>
  profiles: Pick<ProfileRegistry, 'change'>
  app: ScenarioApp
}

type ActOf<Name extends ActName> = Extract<Act, { kind: Name }>['is']

function lastingSeconds(duration: string | undefined): { durationSeconds?: number } {
  return duration === undefined ? {} : { durationSeconds: durationMs(duration) / 1000 }
}

/** What has ended by itself need not be ended. */
async function unlessGone(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof BenchError && error.code === 'notFound')) throw error
  }
}

/** What a step makes of the conditions to come; a step that changes none makes nothing. */
export async function handOverConditions(
  network: ActPorts['network'],
  { act, madeId, at, clearedAt }: PlannedStep,
): Promise<void> {
  if (act.kind === 'degrade') {
    const { duration, ...request } = act.is
    const asked = { ...request, startsInSeconds: 0, ...lastingSeconds(duration) }
    await network.addDegradation(asked, { id: madeId, at, endsBy: clearedAt })
  }
  if (act.kind === 'handover')
    await network.handOver(act.is.device, { cell: act.is.cell, startsInSeconds: 0 }, { id: madeId, at })
}

export function createScenarioActs({ network, usage, faults, issuer, profiles, app }: ActPorts): Acts {
  async function move(
    { report, bucket, ...movement }: { readonly report: string; readonly bucket: string },
    reference: string,
    make: (request: { reportId: string; bucketId: string; reference: string }) => Promise<unknown>,
  ) {
    const name = { reportId: report, bucketId: bucket }
    if (!usage.isMade(name, reference)) await make({ ...name, ...movement, reference })
  }

  async function addFault({ match, act, deviation, duration }: ActOf<'fault'>, id: string) {
    const lasting = lastingSeconds(duration)
    if (act) await faults.add({ match: match ?? {}, act, ...lasting }, id)
    else if (deviation !== undefined) await faults.add({ deviation, ...(match && { match }), ...lasting }, id)
  }

  /** What a degrade step began has been given its end beforehand. */
  async function clear(target: PlannedStep | undefined) {
    if (target?.act.kind === 'fault') await unlessGone(faults.remove(target.madeId))
    if (target?.act.kind !== 'flow') return
    const { report, bucket } = target.act.is
    await unlessGone(usage.stopFlow({ reportId: report, bucketId: bucket, flowId: target.madeId }))
  }

  function flow({ duration, ...request }: ActOf<'flow'>, id: string) {
    const { report: _, bucket: __, ...flowing } = { ...request, ...lastingSeconds(duration) }
    return move(request, id, (name) => usage.startFlow({ ...flowing, ...name }))
  }

  return {
    clear: () => app.forgetTokens(),
    handOver: (step) => handOverConditions(network, step),
    async perform({ act, madeId }, steps) {
      if (act.kind === 'charge') await move(act.is, madeId, (name) => usage.charge({ ...act.is, ...name }))
      if (act.kind === 'topUp') await move(act.is, madeId, (name) => usage.topUp({ ...act.is, ...name }))
      if (act.kind === 'flow') await flow(act.is, madeId)
      if (act.kind === 'fault') await addFault(act.is, madeId)
      if (act.kind === 'clear') await clear(steps.find(({ id }) => id === act.is))
      if (act.kind === 'tokenExpiry')
        await issuer.expire({ id: madeId, ...('client' in act.is && { clientId: act.is.client }) })
      if (act.kind === 'profile') {
        const { id, ...parts } = act.is
        await profiles.change(id, parts)
      }
      if (act.kind === 'request') await app.send(act.is)
    },
  }
}
