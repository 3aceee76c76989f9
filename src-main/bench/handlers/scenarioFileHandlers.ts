import type { HandlersOf } from '#shared/control/operation'
import type { SCENARIO_FILE_OPERATIONS } from '#shared/control/operations/scenarioFileOperations'
import { BenchError } from '#shared/errors/benchError'
import { problemText } from '../scenarioLibrary/scenarioFiles'
import { scenarioPreview } from '../stage/scenarioPreview'
import type { HandlerTools } from './handlerPorts'

export function scenarioFileHandlers({ rooms }: HandlerTools): HandlersOf<typeof SCENARIO_FILE_OPERATIONS> {
  const library = () => rooms.ownScenarios.library()
  return {
    readScenarioFile: async ({ name }) => (await library()).read(name),
    writeScenarioFile: async ({ name, body }) => (await library()).write(name, body),
    removeScenarioFile: async ({ name, query }) => (await library()).remove(name, query.revision),
    async checkScenarioText({ body }) {
      const { scenario, problems } = await (await library()).check(body.text, body.name)
      return { problems: [...problems], ...(scenario && { scenario }) }
    },
    async previewScenario({ body }) {
      const { scenario, problems } = await (await library()).check(body.text, body.name)
      if (!scenario) throw new BenchError('invalidArgument', problems.map(problemText).join('\n'), { field: 'text' })
      return scenarioPreview(scenario, rooms.clock.now())
    },
  }
}
