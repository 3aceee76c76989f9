// Ports for a bench whose own are taken.
import { createServer } from 'node:net'
import type { BenchOptions } from '../bench/benchOptions'

export type Ports = Pick<BenchOptions, 'port' | 'uiPort' | 'inboxPort'>

const LAST_PORT = 65_535

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}

/** The port itself or the next above it that is free and not in `chosen`; 0, which is any, when there is none. */
async function nextFreePort(port: number, host: string, chosen: readonly number[]): Promise<number> {
  for (let next = port; next > 0 && next <= LAST_PORT; next += 1) {
    if (!chosen.includes(next) && (await isFree(next, host))) return next
  }
  return 0
}

/** The same ports, but for every taken one the next that is free. */
export async function freePorts({ host, port, uiPort, inboxPort }: Ports & { host: string }): Promise<Ports> {
  const loopback = '127.0.0.1'
  const freeUiPort = await nextFreePort(uiPort, loopback, [port, inboxPort])
  const freePort = await nextFreePort(port, host, [freeUiPort, inboxPort])
  const freeInboxPort = await nextFreePort(inboxPort, loopback, [freeUiPort, freePort])
  return { port: freePort, uiPort: freeUiPort, inboxPort: freeInboxPort }
}
