import { CompletionContext } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { zScenario } from '#shared/domain/scenario/scenario'
import type { SchemaNode } from '../form/schemaNode'
import { schemaCompletion } from './schemaCompletion'

const complete = schemaCompletion(z.toJSONSchema(zScenario, { io: 'input', unrepresentable: 'any' }) as SchemaNode)

/** @param text with `|` where the cursor stands */
function offered(text: string, explicit = true): readonly string[] | null {
  const pos = text.indexOf('|')
  const state = EditorState.create({ doc: text.replace('|', '') })
  const result = complete(new CompletionContext(state, pos, explicit))
  return result && result.options.map(({ label }) => label)
}

describe('completion', () => {
  it.each([
    ['at the root', '|', ['callbox', 'name', 'timeline']],
    ['after a dash', 'timeline:\n  - |', ['at', 'degrade', 'say']],
    ['after a dash and a letter', 'timeline:\n  - d|', ['degrade']],
    ['in an item, below what is there', 'timeline:\n  - at: 0s\n    |\n', ['degrade', 'charge', 'say']],
    ['between two items', 'devices:\n  - id: a\n    |\n  - id: b\n', ['phoneNumber', 'cell']],
    ['within an act', 'timeline:\n  - at: 0s\n    degrade:\n      |', ['target', 'effect', 'duration']],
    ['before a member that follows', 'cells:\n  - id: a\n    baseline:\n      |\n      jitterMs: 3\n', ['delayMs']],
  ])('offers members %s', (_, text, some) => {
    expect(offered(text)).toEqual(expect.arrayContaining(some))
  })

  it.each([
    ['words', 'cells:\n  - id: a\n    baseline:\n      connectivityType: |', ['5G-SA', '4G', '3G']],
    ['truth', 'subscriptions:\n  - initialEvent: |', ['true', 'false']],
    ['of alternatives', 'timeline:\n  - degrade:\n      shape:\n        kind: |', ['ramp', 'noise']],
  ])('offers values: %s', (_, text, some) => {
    expect(offered(text)).toEqual(expect.arrayContaining(some))
  })

  it('offers no member twice, though several alternatives have it, nor one that is there', () => {
    const members = offered('timeline:\n  - degrade:\n      shape:\n        |') ?? []
    expect(members.filter((name) => name === 'kind')).toHaveLength(1)
    expect(offered('timeline:\n  - at: 0s\n    |')).not.toContain('at')
  })

  it('offers of alternatives only those that what is there may become', () => {
    const members = offered('timeline:\n  - degrade:\n      shape:\n        kind: sine\n        |')
    expect(members).toContain('periodSeconds')
    expect(members).not.toContain('rampSeconds')
  })

  it('stays silent on an empty line that nobody asked about, in a text and in a comment', () => {
    expect(offered('|', false)).toBeNull()
    expect(offered('title: a b|')).toBeNull()
    expect(offered('# d|')).toBeNull()
  })

  it('speaks up by itself after a dash and after a colon', () => {
    expect(offered('timeline:\n  - |', false)).toContain('degrade')
    expect(offered('cells:\n  - baseline:\n      connectivityType: |', false)).toContain('4G')
  })
})
