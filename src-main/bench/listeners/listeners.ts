// The three listeners of a bench. Only the simulated APIs can be put on another address than the loopback.
import type { RequestListener } from 'node:http'
import { listen, type TlsIdentity } from './listen'
import { listenBoth } from './listenBoth'

const LOOPBACK = '127.0.0.1'

export interface ListenerOptions {
  /** Address of the simulated APIs only; control and window stay on the loopback. */
  readonly host: string
  /** 0 means any free port, here as below. */
  readonly port: number
  readonly uiPort: number
  readonly inboxPort: number
}

export interface Addresses {
  readonly serverRoot: string
  readonly controlUrl: string
  readonly inboxUrl: string
  /** The same inbox over https, with the bench's own certificate. */
  readonly inboxHttpsUrl: string
}

export interface ListenerHandlers {
  simulated: RequestListener
  control: RequestListener
  inbox: RequestListener
  tls: TlsIdentity | undefined
  /** Of the bench, made when it is first asked for. */
  identity: () => Promise<TlsIdentity>
}

/** @throws BenchError `portTaken` naming port and flag. */
export async function openListeners(
  { host, port, uiPort, inboxPort }: ListenerOptions,
  { simulated, control, inbox, tls, identity }: ListenerHandlers,
  endings: { add(ending: () => Promise<void>): void },
): Promise<Addresses> {
  async function open(handler: RequestListener, options: Parameters<typeof listen>[1]): Promise<string> {
    const listener = await listen(handler, options)
    endings.add(() => listener.close())
    return listener.origin
  }

  async function openInbox() {
    const listener = await listenBoth(inbox, { host: LOOPBACK, port: inboxPort, flag: '--inbox-port', identity })
    endings.add(() => listener.close())
    return { inboxUrl: listener.origin, inboxHttpsUrl: listener.secureOrigin }
  }

  return {
    serverRoot: await open(simulated, { host, port, flag: '--port', ...(tls && { tls }) }),
    controlUrl: await open(control, { host: LOOPBACK, port: uiPort, flag: '--ui-port' }),
    ...(await openInbox()),
  }
}
