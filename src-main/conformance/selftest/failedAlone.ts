// Which checks of a step can fail alone: for each, what differs from a good reply in one thing and fails only it.
import { resultsOf } from '../checkResults'
import type { ReplyMoment } from '../session/stepPerformer'
import type { Earlier, Mutations, Reply, TestStep } from '../suite'
import { mutantsOf } from './mutants'

interface Deviant {
  readonly change: string
  readonly reply: Reply
  readonly earlier: Earlier
}

function* deviantsOf({ reply, earlier }: ReplyMoment, { vocabulary, pasts }: Mutations): Generator<Deviant> {
  for (const mutant of mutantsOf(reply, vocabulary)) yield { ...mutant, earlier }
  for (const past of pasts(reply, earlier)) yield { ...past, reply }
}

function failedBy({ checks }: TestStep, { reply, earlier }: Deviant): string[] {
  return checks
    .filter((check) => resultsOf(check, check.judge(reply, earlier), false).some(({ verdict }) => verdict === 'fail'))
    .map(({ id }) => id)
}

/** @returns what to change, by the id of the check that then fails alone */
export function failedAlone(moment: ReplyMoment, mutations: Mutations): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const deviant of deviantsOf(moment, mutations)) {
    const [only, ...others] = failedBy(moment.step, deviant)
    if (only !== undefined && others.length === 0 && !found.has(only)) found.set(only, deviant.change)
    if (found.size === moment.step.checks.length) break
  }
  return found
}
