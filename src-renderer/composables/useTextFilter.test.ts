import { describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { useTextFilter } from './useTextFilter'

const CITIES = [
  ['Oslo', 'NO'],
  ['Bergen', 'NO'],
  ['Bern', 'CH'],
] as const

describe(useTextFilter, () => {
  it.each([
    ['', 3],
    ['  ', 3],
    ['BER', 2],
    [' no ', 2],
    ['oslono', 0],
  ])('by "%s" leaves %d', (text, count) => {
    const filter = useTextFilter(
      () => CITIES,
      (city) => city,
    )
    filter.text.value = text
    expect(filter.found.value).toHaveLength(count)
  })

  it('shows the first of what is found, and follows the list', () => {
    const items = shallowRef(Array.from({ length: 501 }, (_, index) => String(index)))
    const { found, rows } = useTextFilter(
      () => items.value,
      (item) => [item],
    )
    expect([found.value.length, rows.value.length, rows.value.at(-1)]).toEqual([501, 500, '499'])
    items.value = ['one']
    expect(rows.value).toEqual(['one'])
  })
})
