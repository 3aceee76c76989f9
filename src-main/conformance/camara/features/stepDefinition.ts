import type { Action } from '../scenario/action'

/** What the words of a step stand in. */
export interface StepContext {
  /** Of the API that the scenario is about; empty before it is named. */
  readonly basePath: string
}

export interface StepDefinition {
  /** A Cucumber expression; `{value}` is quoted text, a number, true or false, `{list}` several quoted texts. */
  readonly expression: string
  /** What it does; undefined where these arguments make no sense, so that the step stays unknown. */
  readonly actions: (args: readonly unknown[], context: StepContext) => readonly Action[] | undefined
}

/** A step whose arguments are texts, as written; those of `{value}` come as what they are. */
export function define(
  expression: string,
  actions: (...args: string[]) => readonly Action[] | undefined,
): StepDefinition {
  return { expression, actions: (args) => actions(...(args as string[])) } // what the parameter types of the expression make
}

/** One that depends on the API. */
export function defineWithin(
  expression: string,
  actions: (context: StepContext, ...args: string[]) => readonly Action[] | undefined,
): StepDefinition {
  return { expression, actions: (args, context) => actions(context, ...(args as string[])) }
}
