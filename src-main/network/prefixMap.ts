import ipaddr from 'ipaddr.js'

/**
 * Values by IPv6 prefix. A look-up tries each prefix length in use once, longest first, so it costs as many steps as
 * there are different lengths, not as there are prefixes.
 */
export class PrefixMap<T> {
  readonly #byLength = new Map<number, Map<string, T>>()

  /** @param cidr `2001:db8:1::/64`; the first value of a prefix stays */
  add(cidr: string, value: T): void {
    const [address, length] = ipaddr.IPv6.parseCIDR(cidr)
    const networks = this.#byLength.get(length) ?? new Map<string, T>()
    const network = networkOf(address.toString(), length)
    if (!networks.has(network)) networks.set(network, value)
    this.#byLength.set(length, networks)
  }

  /** The value of the longest prefix that the address lies in. */
  find(address: string): T | undefined {
    for (const length of [...this.#byLength.keys()].sort((a, b) => b - a)) {
      const value = this.#byLength.get(length)?.get(networkOf(address, length))
      if (value !== undefined) return value
    }
    return undefined
  }
}

function networkOf(address: string, length: number): string {
  return ipaddr.IPv6.networkAddressFromCIDR(`${address}/${length}`).toString()
}
