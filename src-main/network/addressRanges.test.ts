import { describe, expect, it } from 'vitest'
import { addressRangesOf, portRangesOf } from './addressRanges'

const v6 = (tail: string) => `20010db8${'0'.repeat(24 - tail.length)}${tail}`

describe(addressRangesOf, () => {
  it.each([
    ['198.51.100.7', 'c6336407', 'c6336407'],
    ['192.168.0.1/24', 'c0a80000', 'c0a800ff'],
    ['0.0.0.0/0', '00000000', 'ffffffff'],
  ])('reads IPv4 %s', (ipv4Address, first, last) => {
    expect(addressRangesOf({ ipv4Address })).toEqual([{ family: 4, first, last }])
  })

  it.each([
    ['2001:DB8::5', v6('5'), v6('5')],
    ['2001:db8::0/64', v6('0'), v6('ffffffffffffffff')],
    ['2001:db8::1234/121', v6('1200'), v6('127f')],
    ['::0/0', '0'.repeat(32), 'f'.repeat(32)],
  ])('reads IPv6 %s', (ipv6Address, first, last) => {
    expect(addressRangesOf({ ipv6Address })).toEqual([{ family: 6, first, last }])
  })

  it('gives one range for each family', () => {
    const ranges = addressRangesOf({ ipv4Address: '198.51.100.7', ipv6Address: '2001:db8::5' })
    expect(ranges.map(({ family }) => family)).toEqual([4, 6])
  })
})

describe(portRangesOf, () => {
  it('puts ranges and single ports into one list', () => {
    expect(portRangesOf({ ranges: [{ from: 5010, to: 5020 }], ports: [443] })).toEqual([
      { from: 5010, to: 5020 },
      { from: 443, to: 443 },
    ])
  })
})
