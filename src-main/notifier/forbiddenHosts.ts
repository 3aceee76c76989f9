// Where no notification ever goes: addresses at which clouds hand out credentials to whoever can make a machine ask there.
import { BlockList, isIP } from 'node:net'

const METADATA_NAMES = new Set(['metadata', 'metadata.google.internal'])

const addresses = new BlockList()
addresses.addSubnet('169.254.0.0', 16, 'ipv4') // link-local, the metadata services of most clouds among them
addresses.addSubnet('fe80::', 10, 'ipv6')
addresses.addAddress('100.100.100.200', 'ipv4')
addresses.addAddress('168.63.129.16', 'ipv4')
addresses.addAddress('fd00:ec2::254', 'ipv6')

/**
 * @param host a name, or an address without brackets; an IPv4 address mapped into IPv6 counts as what it is
 */
export function isForbiddenHost(host: string): boolean {
  const family = isIP(host)
  if (family === 0) return METADATA_NAMES.has(host.toLowerCase().replace(/\.$/, ''))
  return addresses.check(host, family === 4 ? 'ipv4' : 'ipv6')
}
