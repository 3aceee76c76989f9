// Slows the devices of an empty bucket down, and lets them go again. The network and the ledger are written one after the
// other, so a throttle has an id that follows from the account: whoever does it once more, after a kill, does it once.
import type { Accounts } from './accounts'
import { advance } from './advance'
import { isEmpty, type Book } from './book'
import type { LedgerPorts } from './ports'
import type { Account } from './rows'
import type { Terms } from './terms'

export interface Throttles {
  /** Sees to it that the devices of a bucket are as fast as it lets them be. @throws BenchError `storageFailed` */
  enforce(accountId: string, terms: Terms): Promise<void>
  /** Ends the throttles that no account knows of. */
  sweep(): Promise<void>
}

type CurrentOf = (accountId: string) => { book: Book; terms: Terms } | undefined

/** The same until the bucket is used again. */
function throttleId({ id, entryCount }: Account, device: string): string {
  return `${id}/${entryCount}/${encodeURIComponent(device)}`
}

export function createThrottles(
  { clock, network }: Pick<LedgerPorts, 'clock' | 'network'>,
  accounts: Accounts,
  currentOf: CurrentOf,
): Throttles {
  const enforcing = new Map<string, Promise<void>>()

  async function slowDown(account: Account, { rules }: Terms): Promise<string[]> {
    const { devices = [], throttleToKbps = 0 } = rules
    const present = devices.filter((device) => network.hasDevice(device))
    const ids = present.map((device) => throttleId(account, device))
    const since = isEmpty(account) ? account.at : clock.now()
    await Promise.all(ids.map((id, index) => network.throttle(id, present[index] ?? '', throttleToKbps, since)))
    return ids
  }

  async function letGo({ throttles }: Account): Promise<string[]> {
    await Promise.all(throttles.map((id) => network.release(id)))
    return []
  }

  async function adjust(accountId: string): Promise<void> {
    const current = currentOf(accountId)
    if (!current) return
    const { book, terms } = current
    const { account } = book
    const isDue = isEmpty(advance(book, terms, clock.now()).account)
    if (isDue === account.throttles.length > 0) return
    const throttles = isDue ? await slowDown(account, terms) : await letGo(account)
    const latest = accounts.byId(accountId)
    if (latest) await accounts.commit([{ table: 'accounts', put: { ...latest, throttles } }])
    else await letGo({ ...account, throttles }) // its report was removed meanwhile
  }

  return {
    /** One at a time for an account: whoever comes later looks at what the one before has done. */
    enforce(accountId, terms) {
      if (terms.rules.throttleToKbps === undefined) return Promise.resolve()
      const turn = (enforcing.get(accountId) ?? Promise.resolve()).then(() => adjust(accountId))
      const settled = turn.catch(() => undefined)
      enforcing.set(accountId, settled)
      void settled.then(() => {
        if (enforcing.get(accountId) === settled) enforcing.delete(accountId)
      })
      return turn
    },
    async sweep() {
      const known = new Set(Array.from(accounts.all(), ({ throttles }) => throttles).flat())
      const strays = network.throttles().filter((id) => !known.has(id))
      await Promise.all(strays.map((id) => network.release(id)))
    },
  }
}
