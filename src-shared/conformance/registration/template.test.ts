import { describe, expect, it } from 'vitest'
import { asJson, asPartOfUrl, fillTemplate } from './template'

const values = { report: { id: 'ur 1', bucket: [{ value: 3 }], name: 'a "b"' } }

describe(fillTemplate, () => {
  it.each([
    ['{"id": "{{report.id}}"}', '{"id": "ur 1"}'],
    ['{{ report.bucket[0].value }}', '3'],
    ['{{report.bucket}}', '[{"value":3}]'],
    ['"{{report.name}}"', '"a \\"b\\""'],
    ['no place', 'no place'],
  ])('fills %s in as JSON', (text, filled) => {
    expect(fillTemplate(text, values, asJson)).toBe(filled)
  })

  it('percent-encodes in a URL', () => {
    expect(fillTemplate('/reports/{{report.id}}', values, asPartOfUrl)).toBe('/reports/ur%201')
  })

  it.each(['{{report.nothing}}', '{{other}}', '{{report.bucket[1]}}', '{{report.constructor}}'])(
    'refuses %s, of which nothing is known',
    (text) => expect(() => fillTemplate(text, values, asJson)).toThrow(text),
  )
})
