// Resolves the name of a sink, and gives none of the addresses where no notification goes: a name may point anywhere.
import { lookup, type LookupAddress, type LookupOptions } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isForbiddenHost } from './forbiddenHosts'

function refusalOf(hostname: string, addresses: readonly LookupAddress[]): Error {
  const shown = addresses.map(({ address }) => address).join(', ')
  return Object.assign(
    new Error(`${hostname} is ${shown}: notifications never go to link-local or metadata addresses`),
    {
      code: 'EFORBIDDENADDRESS',
    },
  )
}

type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** @param resolve as `dns.lookup`, which is only replaced where no name server may be asked */
export function guardedLookup(resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '')
      const allowed = found.filter(({ address }) => !isForbiddenHost(address))
      const [first] = allowed
      if (first === undefined) return done(refusalOf(hostname, found), '')
      if (options.all) done(null, allowed)
      else done(null, first.address, first.family)
    })
  }
}
