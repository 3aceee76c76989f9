import type { HandlersOf } from '#shared/control/operation'
import type { SCENARIO_FILE_OPERATIONS } from '#shared/control/operations/scenarioFileOperations'
import type { HandlerTools } from './handlerPorts'

export function scenarioFileHandlers({ rooms }: HandlerTools): HandlersOf<typeof SCENARIO_FILE_OPERATIONS> {
  const library = () => rooms.ownScenarios.library()
  return {
    readScenarioFile: async ({ name }) => (await library()).read(name),
    writeScenarioFile: async ({ name, body }) => (await library()).write(name, body),
    removeScenarioFile: async ({ name, query }) => (await library()).remove(name, query.revision),
    checkScenarioText: async ({ body }) => (await library()).check(body.text, body.name),
  }
}
