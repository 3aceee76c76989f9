// Finds what a step means by its text.
import { CucumberExpression, ParameterType, ParameterTypeRegistry } from '@cucumber/cucumber-expressions'
import type { Action } from '../scenario/action'
import { REPLY_STEPS } from './replySteps'
import { REQUEST_STEPS } from './requestSteps'
import { SITUATION_STEPS } from './situationSteps'
import type { StepContext, StepDefinition } from './stepDefinition'

export const STEP_DEFINITIONS: readonly StepDefinition[] = [...SITUATION_STEPS, ...REQUEST_STEPS, ...REPLY_STEPS]

export interface StepRegistry {
  /** Every definition that the text fits, whatever its arguments. */
  matching(text: string): StepDefinition[]
  /** @returns undefined for a step that nobody knows */
  actionsOf(text: string, context: StepContext): readonly Action[] | undefined
}

const QUOTED = /"[^"]*"/

function unquoted(text: string): string {
  return text.slice(1, -1)
}

function parameterTypes(): ParameterTypeRegistry {
  const registry = new ParameterTypeRegistry()
  const value = (text: string) => (text.startsWith('"') ? unquoted(text) : (JSON.parse(text) as number | boolean))
  const list = (text: string) => [...text.matchAll(new RegExp(QUOTED, 'g'))].map(([one]) => unquoted(one))
  const several = new RegExp(`${QUOTED.source}(?:, ${QUOTED.source})+`)
  registry.defineParameterType(
    new ParameterType('value', [QUOTED, /-?\d+(?:\.\d+)?|true|false/], null, value, false, false),
  )
  registry.defineParameterType(new ParameterType('list', several, null, list, false, false))
  return registry
}

export function createStepRegistry(definitions: readonly StepDefinition[] = STEP_DEFINITIONS): StepRegistry {
  const types = parameterTypes()
  const entries = definitions.map((definition) => ({
    definition,
    expression: new CucumberExpression(definition.expression, types),
  }))
  const matches = (text: string) =>
    entries.flatMap(({ definition, expression }) => {
      const args = expression.match(text)
      return args ? [{ definition, args: args.map((one) => one.getValue<unknown>(null)) }] : []
    })
  return {
    matching: (text) => matches(text).map(({ definition }) => definition),
    actionsOf(text, context) {
      for (const { definition, args } of matches(text)) {
        const actions = definition.actions(args, context)
        if (actions) return actions
      }
      return undefined
    },
  }
}
