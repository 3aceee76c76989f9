import type { HandlersOf } from '#shared/control/operation'
import type { SCENARIO_OPERATIONS } from '#shared/control/operations/scenarioOperations'
import { parseScenario, shippedScenario, shippedScenarios } from '../scenarioFiles'
import type { HandlerTools } from './handlerPorts'

export function scenarioHandlers({ rooms, list, keepingClock }: HandlerTools): HandlersOf<typeof SCENARIO_OPERATIONS> {
  const { stage, player } = rooms
  return {
    listScenarios: () =>
      list(() =>
        shippedScenarios().map(({ name, title, description }) => ({
          name,
          title,
          ...(description !== undefined && { description }),
        })),
      ),
    loadScenario: ({ body }) => stage.load('name' in body ? shippedScenario(body.name) : parseScenario(body.document)),
    startScenario: () => keepingClock(player.start()),
    pauseScenario: () => keepingClock(player.pause()),
    resetScenario: () => keepingClock(stage.reset()),
  }
}
