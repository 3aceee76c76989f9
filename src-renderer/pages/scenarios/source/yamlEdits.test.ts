import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { appendAt, applyChange, insertAt, moveUpAt, removeAt, setAt } from './yamlEdits'
import { NotEditable, offsetOf, type YamlPath } from './yamlPlaces'

const TEXT = `# The tunnel
callbox: 1
name: mine   # also the name of the file
title: 'Mine'

cells:
  # the first
  - id: hall
    name: Hall # indoors
    baseline: { delayMs: 35, jitterMs: 8 }
  # the second
  - id: yard
    name: "Yard"

timeline:
  - at: 10s
    degrade:
      target: { cell: hall }
      effect:
        delayMs: { add: 100 }
description: >-
  Told over
  two lines.
`
const set = (path: YamlPath, value: unknown, text = TEXT) => applyChange(text, setAt(text, path, value))
const insert = (path: YamlPath, index: number, value: unknown, text = TEXT) =>
  applyChange(text, insertAt(text, path, index, value))

function remove(path: YamlPath, text = TEXT): string {
  const change = removeAt(text, path)
  return change ? applyChange(text, change) : text
}

/** The lines that are only in one of both, in their order: `-` before, `+` after. */
function lines(after: string, before = TEXT): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return [
    ...old.filter((line) => !now.includes(line)).map((l) => `-${l}`),
    ...now.filter((line) => !old.includes(line)).map((l) => `+${l}`),
  ]
}

describe(setAt, () => {
  it('changes a value and nothing else of its line', () => {
    expect(lines(set(['name'], 'other'))).toEqual([
      '-name: mine   # also the name of the file',
      '+name: other   # also the name of the file',
    ])
    expect(lines(set(['cells', 0, 'name'], 'Lobby'))).toEqual([
      '-    name: Hall # indoors',
      '+    name: Lobby # indoors',
    ])
  })

  it('changes a value within braces', () => {
    expect(lines(set(['cells', 0, 'baseline', 'delayMs'], 40))).toEqual([
      '-    baseline: { delayMs: 35, jitterMs: 8 }',
      '+    baseline: { delayMs: 40, jitterMs: 8 }',
    ])
    expect(lines(set(['cells', 0, 'baseline', 'lossRatio'], 0.1))).toContain(
      '+    baseline: { delayMs: 35, jitterMs: 8, lossRatio: 0.1 }',
    )
  })

  it('adds a key at the end of its mapping, and what is missing on the way to it', () => {
    expect(lines(set(['cells', 1, 'weight'], 2))).toEqual(['+    weight: 2'])
    expect(lines(set(['clock', 'start'], 'start of month'))).toEqual(['+clock:', '+  start: start of month'])
  })

  it('puts a mapping in the place of another value', () => {
    expect(parse(set(['cells', 1, 'name'], { a: 1 }))).toMatchObject({ cells: [{}, { id: 'yard', name: { a: 1 } }] })
  })

  it('writes over a folded text', () => {
    expect(parse(set(['description'], 'Short.'))).toMatchObject({ description: 'Short.' })
  })

  it('begins an empty text', () => {
    expect(set(['title'], 'New', '')).toBe('title: New\n')
    expect(set(['title'], 'New', '# nothing yet')).toBe('# nothing yet\ntitle: New\n')
  })

  it('quotes what would be read as something else', () => {
    expect(parse(set(['title'], '1.0'))).toMatchObject({ title: '1.0' })
    expect(parse(set(['cells', 0, 'baseline', 'delayMs'], 'a, b'))).toMatchObject({
      cells: [{ baseline: { delayMs: 'a, b' } }, {}],
    })
  })

  it('says that a text which is no YAML cannot be edited', () => {
    expect(() => set(['title'], 'New', 'title: [')).toThrow(NotEditable)
  })
})

describe(insertAt, () => {
  it('puts an item between two, above the comment of neither', () => {
    const after = insert(['cells'], 1, { id: 'gate', name: 'Gate' })
    expect(lines(after)).toEqual(['+  - id: gate', '+    name: Gate'])
    expect(parse(after)).toMatchObject({ cells: [{ id: 'hall' }, { id: 'gate' }, { id: 'yard' }] })
  })

  it('adds one at the end, and begins a list', () => {
    expect(parse(insert(['timeline'], 1, { at: '20s' }))).toMatchObject({ timeline: [{ at: '10s' }, { at: '20s' }] })
    expect(parse(insert(['faults'], 0, { act: 1 }))).toMatchObject({ faults: [{ act: 1 }] })
    expect(parse(insert(['list'], 0, 1, 'list: []\n'))).toEqual({ list: [1] })
  })
})

describe(removeAt, () => {
  it('removes an item with the comment above it', () => {
    expect(lines(remove(['cells', 1]))).toEqual(['-  # the second', '-  - id: yard', '-    name: "Yard"'])
  })

  it('keeps the dash when the first key goes', () => {
    expect(parse(remove(['cells', 1, 'id']))).toMatchObject({ cells: [{ id: 'hall' }, { name: 'Yard' }] })
  })

  it('removes a list with its last item', () => {
    expect(parse(remove(['timeline', 0]))).not.toHaveProperty('timeline')
  })

  it('removes a key within braces, and nothing where nothing is', () => {
    expect(lines(remove(['cells', 0, 'baseline', 'jitterMs']))).toContain('+    baseline: { delayMs: 35 }')
    expect(remove(['cells', 7])).toBe(TEXT)
  })
})

describe(moveUpAt, () => {
  const moveUp = (path: YamlPath, text = TEXT) => applyChange(text, moveUpAt(text, path))

  it('swaps an item with the one above it, each with its comments, and writes nothing anew', () => {
    const [before, first, second, after] = TEXT.split(/(?= {2}# the first\n)|(?= {2}# the second\n)|(?=\ntimeline:)/)
    expect(moveUp(['cells', 1])).toBe([before, second, first, after].join(''))
  })

  it('leaves blank lines between items where they are, and a comment within an item with it', () => {
    const text = 'list:\n  - a: 1\n    # of a\n\n  # apart\n\n  # of b\n  - b: |\n      # text\n  - c: 3'
    expect(moveUp(['list', 1], text)).toBe(
      'list:\n  # of b\n  - b: |\n      # text\n\n  # apart\n\n  - a: 1\n    # of a\n  - c: 3',
    )
    expect(moveUp(['list', 2], text)).toMatch(/\n {2}- c: 3\n {2}# of b\n {2}- b: \|\n {6}# text$/)
  })

  it('swaps within brackets, and takes an anchor along', () => {
    expect(moveUp(['list', 1], 'list: [ one, &an-anchor "two" ] # both\n')).toBe(
      'list: [ &an-anchor "two", one ] # both\n',
    )
    expect(moveUp(['list', 1], 'list:\n- one\n- &an-anchor { a: 1 }\n')).toBe('list:\n- &an-anchor { a: 1 }\n- one\n')
  })

  it('says that an alias cannot come before what it stands for', () => {
    expect(() => moveUp(['list', 1], 'list:\n- &one 1\n- *one\n')).toThrow(NotEditable)
  })
})

describe(offsetOf, () => {
  it('finds the dash of an item, and nothing in what is no YAML or behind an alias', () => {
    const text = 'list:\n- &an-anchor { a: 1 }\n'
    expect(offsetOf(text, ['list', 0])).toBe(text.indexOf('- &'))
    expect(offsetOf('list: [', ['list', 0])).toBeUndefined()
    expect(offsetOf('one: &one [1]\nlist: *one\n', ['list', 0])).toBeUndefined()
  })
})

const zKey = fc.constantFrom('a', 'b', 'c')
const zLeaf = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.string({ maxLength: 8 }),
  fc.constantFrom('# no', 'yes', '1.0', ' x ', ''),
)
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    zLeaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(zKey, tie('tree'), { maxKeys: 3 }),
  ),
}))

function pathsOf(value: unknown, path: YamlPath = []): YamlPath[] {
  if (typeof value !== 'object' || value === null) return [path]
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value)
  return [path, ...[...keys].flatMap((key) => pathsOf((value as Record<string, unknown>)[key], [...path, key]))]
}

describe(appendAt, () => {
  const append = (values: readonly unknown[], text = TEXT) => applyChange(text, appendAt(text, ['timeline'], values))

  it('puts all of them at the end of the list by one change, and leaves the rest as it is', () => {
    expect(
      lines(
        append([
          { at: '20s', say: 'Now' },
          { at: '30s', clear: 'x' },
        ]),
      ),
    ).toEqual(['+  - at: 20s', '+    say: Now', '+  - at: 30s', '+    clear: x'])
  })

  it('begins a list that is not there, and changes nothing for nothing', () => {
    const text = 'callbox: 1\n'
    expect(parse(append([{ say: 'a' }, { say: 'b' }], text))).toEqual({
      callbox: 1,
      timeline: [{ say: 'a' }, { say: 'b' }],
    })
    expect(append([])).toBe(TEXT)
  })
})

describe('any document', () => {
  it('has two items of a list swapped, and is the same otherwise', () => {
    const lists = fc.array(tree, { minLength: 2, maxLength: 4 })
    fc.assert(
      fc.property(lists, fc.nat(), fc.boolean(), (list, pick, flow) => {
        const index = 1 + (pick % (list.length - 1))
        const text = stringify({ list, end: 1 }, flow ? { collectionStyle: 'flow' } : {})
        const moved = list.with(index - 1, list[index]).with(index, list[index - 1])
        expect(parse(applyChange(text, moveUpAt(text, ['list', index])))).toEqual(
          parse(stringify({ list: moved, end: 1 })),
        )
      }),
      { numRuns: 150 },
    )
  })

  it('says afterwards exactly what an edit of its values says', () => {
    const documents = fc.dictionary(zKey, tree, { minKeys: 1, maxKeys: 3 })
    fc.assert(
      fc.property(documents, tree, fc.nat(), fc.boolean(), (document, value, pick, flow) => {
        const paths = pathsOf(document).filter((path) => path.length > 0)
        const path = paths[pick % paths.length] ?? ['a']
        const text = stringify(document, flow ? { collectionStyle: 'flow' } : {})
        const expected = structuredClone(document)
        const holder = path
          .slice(0, -1)
          .reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], expected)
        ;(holder as Record<string, unknown>)[path.at(-1) ?? ''] = value
        expect(parse(set(path, value, text))).toEqual(parse(stringify(expected)))
      }),
      { numRuns: 500 },
    )
  })
})
