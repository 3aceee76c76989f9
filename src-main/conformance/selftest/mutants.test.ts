import { describe, expect, it } from 'vitest'
import type { Reply } from '../suite'
import { mutantsOf } from './mutants'

const reply = (body: unknown, headers: Reply['headers'] = {}): Reply => ({
  ...{ status: 200, headers, body: typeof body === 'string' ? body : JSON.stringify(body) },
  ...{ isComplete: true, moment: { from: 0, to: 0 } },
})
const vocabulary = { members: ['type', 'data', 'data.state', 'data.until'], words: ['ACTIVE', 'EXPIRED'] }
const bodiesOf = (body: unknown) => [...mutantsOf(reply(body), vocabulary)].map((mutant) => mutant.reply.body)

describe(mutantsOf, () => {
  it('changes one thing at a time: status, header or body', () => {
    const good = reply({ type: 'a' }, { 'x-correlator': 'c' })
    const differences = [...mutantsOf(good, vocabulary)].map((mutant) =>
      (['status', 'headers', 'body'] as const).filter(
        (part) => JSON.stringify(mutant.reply[part]) !== JSON.stringify(good[part]),
      ),
    )
    expect(differences.filter(({ length }) => length > 1)).toEqual([])
    expect(new Set(differences.flat())).toEqual(new Set(['status', 'headers', 'body']))
  })

  it('takes members away, and adds those that the schema knows where their parent is', () => {
    const bodies = bodiesOf({ data: { state: 'ACTIVE' } })
    expect(bodies).toContain('{"data":{}}')
    expect(bodies).toContain('{"data":{"state":"ACTIVE","until":"x"}}')
    expect(bodies).toContain('{"data":{"state":"ACTIVE"},"type":-1}')
    expect(bodies.some((body) => body.includes('"type":"x","state"'))).toBe(false)
  })

  it('says another word of the schema, in one place and everywhere', () => {
    const bodies = bodiesOf([{ type: 'ACTIVE' }, { type: 'ACTIVE' }])
    expect(bodies).toContain('[{"type":"EXPIRED"},{"type":"ACTIVE"}]')
    expect(bodies).toContain('[{"type":"EXPIRED"},{"type":"EXPIRED"}]')
  })

  it('moves instants, and makes other ids that are still ids', () => {
    const bodies = bodiesOf({ at: '2028-02-29T12:00:00.000Z', id: '7f1d4a1e-9b1c-4e61-9df5-3d1f0c6a2b11' })
    expect(bodies.some((body) => body.includes('2028-03-01T12:00:00.000Z'))).toBe(true)
    expect(bodies.some((body) => body.includes('11111111-2222-4333-8444-555555555555'))).toBe(true)
  })

  it('adds to lists and takes from them, those below a member too', () => {
    const bodies = bodiesOf({ items: [{ type: 'a' }] })
    expect(bodies).toContain('{"items":[]}')
    expect(bodies).toContain('{"items":[{"type":"a"},null]}')
    expect(bodies).toContain('{"items":[{"type":"a","data":"x"}]}')
  })

  it('leaves a body that is no JSON to be none, or another', () => {
    expect(bodiesOf('plain')).toContain('')
  })
})
