import type { Settings } from '#shared/control/settings'
import type { SinkTrust } from '#shared/domain/sinkTrust'
import type { TlsIdentity } from './listeners/listen'

export interface SinkTrustPorts {
  settings: () => Settings
  /** Where the inbox speaks https, with our own certificate. */
  inboxOrigin: () => string
  identity: () => Promise<TlsIdentity>
}

/** What is trusted at an origin: what the user said, and at our own inbox our own certificate. */
export function createSinkTrust(ports: SinkTrustPorts): (origin: string) => Promise<SinkTrust | undefined> {
  let inbox: SinkTrust | undefined

  async function trustOfInbox(origin: string): Promise<SinkTrust> {
    if (inbox?.origin !== origin) inbox = { origin, ca: (await ports.identity()).certificate }
    return inbox
  }

  return async (origin) => {
    const said = ports.settings().trustedSinks.find((trust) => trust.origin === origin)
    if (said || origin !== ports.inboxOrigin()) return said
    return trustOfInbox(origin)
  }
}
