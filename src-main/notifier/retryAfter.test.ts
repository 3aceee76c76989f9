import { describe, expect, it } from 'vitest'
import { retryAfterMs } from './retryAfter'

const NOW = Date.UTC(2026, 1, 28, 23, 59, 30)
const DAY = 86_400_000

describe(retryAfterMs, () => {
  it.each([
    [{ 'retry-after': '120' }, 120_000],
    [{ 'retry-after': ' 0 ' }, 0],
    [{ 'retry-after': 'Sun, 01 Mar 2026 00:00:00 GMT' }, 30_000],
    [{ 'retry-after': 'Sun, 01 Mar 2026 00:00:00 GMT', date: 'Sat, 28 Feb 2026 23:59:00 GMT' }, 60_000],
    [{ 'retry-after': 'Sat, 28 Feb 2026 00:00:00 GMT' }, 0],
    [{ 'retry-after': '9'.repeat(306) }, DAY],
    [{ 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, DAY],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{}, undefined],
  ])('reads %j as %s ms', (headers: Record<string, string>, expected) => {
    expect(retryAfterMs(headers, NOW)).toBe(expected)
  })
})
