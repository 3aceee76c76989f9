// From addresses and ports as CAMARA writes them to the ranges of the domain.
import ipaddr from 'ipaddr.js'
import type { AddressRange, PortRange } from '#shared/domain/flow'
import type { WireApplicationServer, WirePortsSpec } from '#shared/wire/camara/common'

type Family = typeof ipaddr.IPv4 | typeof ipaddr.IPv6

/** Fixed width, so that text order is address order. */
function hexOf(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  return Buffer.from(address.toByteArray()).toString('hex')
}

function rangeOf(family: Family, addressOrCidr: string, bits: 32 | 128): AddressRange {
  const cidr = addressOrCidr.includes('/') ? addressOrCidr : `${addressOrCidr}/${bits}`
  return {
    family: bits === 32 ? 4 : 6,
    first: hexOf(family.networkAddressFromCIDR(cidr)),
    last: hexOf(family.broadcastAddressFromCIDR(cidr)),
  }
}

/** Every address of an application server; `192.168.0.1/24` and `2001:db8::0/64` mean the whole network they lie in. */
export function addressRangesOf({ ipv4Address, ipv6Address }: WireApplicationServer): AddressRange[] {
  const ranges: AddressRange[] = []
  if (ipv4Address !== undefined) ranges.push(rangeOf(ipaddr.IPv4, ipv4Address, 32))
  if (ipv6Address !== undefined) ranges.push(rangeOf(ipaddr.IPv6, ipv6Address, 128))
  return ranges
}

/** Single ports as ranges of one. */
export function portRangesOf({ ranges = [], ports = [] }: WirePortsSpec): PortRange[] {
  return [...ranges, ...ports.map((port) => ({ from: port, to: port }))]
}
