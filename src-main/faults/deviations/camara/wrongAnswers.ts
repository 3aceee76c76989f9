// What several deviations make of an answer.
import type { Json } from '../tmf677/reportEdits'
import { MEETS, UNABLE } from './confidences'

/** Of nothing that is there. */
export const STRANGE_ID = '00000000-0000-4000-8000-000000000000'

export const ANSWERS = [
  'packetDelayBudget',
  'targetMinDownstreamRate',
  'targetMinUpstreamRate',
  'packetlossErrorRate',
  'jitter',
]

export const inverted = (value: unknown) => (value === MEETS ? UNABLE : value === UNABLE ? MEETS : value)

export function invertedAnswers(structure: Json): Json {
  const names = ANSWERS.filter((name) => name in structure)
  return { ...structure, ...Object.fromEntries(names.map((name) => [name, inverted(structure[name])])) }
}

export function withoutJitter({ jitter: _, ...rest }: Json): Json {
  return rest
}
