// What a schema says there may be: its members by dotted path, and the words that it knows.
import { z } from 'zod'

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>
}

/** Judged as a whole: what is below them is told at their place. */
const WHOLE = ['device', 'applicationServer', 'applicationServerPorts', 'protocolSettings']

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { unrepresentable: 'any' }) as JsonSchema
}

/** Every dotted path of a schema, parents before their members. */
export function membersOf(schema: z.ZodType): string[] {
  const walk = ({ properties = {} }: JsonSchema, above: string): string[] =>
    Object.entries(properties).flatMap(([name, below]) => {
      const path = above === '' ? name : `${above}.${name}`
      return [path, ...(WHOLE.includes(name) ? [] : walk(below, path))]
    })
  return walk(jsonSchemaOf(schema), '')
}

/** Every text that a schema names as what something may be. */
export function wordsOf(schema: z.ZodType): string[] {
  const walk = (part: unknown): string[] => {
    if (typeof part !== 'object' || part === null) return []
    const { enum: some, const: one } = part as { enum?: unknown; const?: unknown }
    const words = [some, one].flat().filter((word) => typeof word === 'string')
    return [...words, ...Object.values(part).flatMap(walk)]
  }
  return walk(jsonSchemaOf(schema))
}
