import type { HandlersOf } from '#shared/control/operation'
import type { SCENARIO_OPERATIONS } from '#shared/control/operations/scenarioOperations'
import { actTitle } from '#shared/domain/scenario/actTitle'
import { actOf } from '#shared/domain/scenario/timeline'
import { parseScenario, scenarioByName } from '../scenarioLibrary/scenarioFiles'
import type { HandlerTools } from './handlerPorts'

export function scenarioHandlers({
  rooms,
  list,
  nextSeq,
  state,
  keepingClock,
}: HandlerTools): HandlersOf<typeof SCENARIO_OPERATIONS> {
  const { stage, player, recording, ownScenarios } = rooms
  async function load(body: { name: string } | { document: unknown }) {
    const { dataFolder } = state()
    return stage.load('name' in body ? await scenarioByName(body.name, dataFolder) : parseScenario(body.document))
  }

  return {
    async listScenarios() {
      const scenarios = await ownScenarios.list()
      return list(() => scenarios)
    },
    async readScenarioSchema() {
      const { scenarioJsonSchema } = await import('../../scenario/files/knownKeys')
      return scenarioJsonSchema()
    },
    loadScenario: ({ body }) => keepingClock(load(body)),
    startScenario: () => keepingClock(player.start()),
    pauseScenario: () => keepingClock(player.pause()),
    jumpToStep: ({ body }) => keepingClock(player.jump(body.step)),
    readScenarioReport: () => ({
      nextSeq: nextSeq(),
      ...player.report(),
      recorded: recording.steps().map((step) => ({ title: actTitle(actOf(step)), step })),
    }),
    async exportScenarioReport({ query: { format } }) {
      const { scenarioExport } = await import('../scenarioReport/scenarioExport')
      const { clock, wall } = rooms
      const times = { now: wall.now(), benchNow: clock.now(), rate: clock.view().rate }
      return scenarioExport(player.report(), format, { ...times, version: state().version })
    },
    resetScenario: () => keepingClock(stage.reset()),
  }
}
