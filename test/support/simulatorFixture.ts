// For the tests of the simulator: a clock that stands still, documents in memory, and apps behind a real server.
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClientRegistry } from '#main/simulator/clients'
import { zSettings } from '#shared/control/settings'
import type { Ids } from '#shared/domain/clocks'
import type { Document } from '#shared/domain/rowLog'

export const TEST_NOW = Date.parse('2030-06-01T12:00:00.250Z')

export function testClock(at = TEST_NOW) {
  return {
    now: () => at,
    advanceSeconds(seconds: number) {
      at += seconds * 1000
    },
  }
}

/** UUIDs that count up from 1, with a letter, so that its case matters. */
export function countingIds(): Ids {
  let count = 0
  return { uuid: () => `00000000-0000-4000-a000-${String(++count).padStart(12, '0')}` }
}

export function memoryDocument<T>(initial: T): Document<T> {
  let data = initial
  return {
    get data() {
      return data
    },
    replace(next) {
      data = next
      return Promise.resolve()
    },
  }
}

/** TMF677 as it is at first: nobody has to show a token. */
export const openUsageManagement = {
  settings: () => zSettings.parse({}),
  issuer: { verify: () => Promise.reject(new Error('no token is asked for')) },
  clients: createClientRegistry(),
}

export interface TestServer {
  readonly origin: string
  close(): Promise<void>
}

export async function listen(listener: RequestListener): Promise<TestServer> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}
