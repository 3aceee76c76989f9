// The fault engine behind a server of its own, `/{api}/{operation}`, for its unit tests.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { BenchEvent } from '#shared/control/events'
import type { FaultAct, FaultMatch } from '#shared/domain/fault'
import { BenchError } from '#shared/errors/benchError'
import { InjectedError } from '#shared/errors/injectedError'
import { createFaults, type Faults, type FaultTables } from '#main/faults/faults'
import { createManualWall } from './manualWall'
import { createMemoryRowLog } from './memoryRowLog'
import { createTestClock } from './testClock'

export const UNAVAILABLE: FaultAct = { status: 503, code: 'UNAVAILABLE' }
export const CHECK = 'connectivity-insights/checkNetworkQuality'
export const BODY = JSON.stringify({ answer: 42 })

function statusOf(error: unknown): number {
  if (error instanceof InjectedError) return error.status
  return error instanceof BenchError && error.code === 'tooManyRequests' ? 429 : 500
}

/** Its parts are replaced by `restart` and `kill`; the server asks whatever is there. */
export async function faultsOfThisTest() {
  const events: BenchEvent[] = []
  const wall = createManualWall()
  const clock = createTestClock()
  let log = createMemoryRowLog<FaultTables>(['faults'])
  let devicesAsked = 0
  let faults: Faults

  function restart(seed = 1): void {
    let count = 0
    const ids = { uuid: () => `f${(count += 1)}` }
    const bus = { publish: (event: BenchEvent) => void events.push(event) }
    faults = createFaults({ clock, wall, ids, bus, log, hasDevice: (id) => id === 'tablet', seed: () => seed })
  }

  const server = createServer((request, response) => {
    const [, api = '', operation = ''] = request.url?.split('/') ?? []
    const { 'x-client': clientId, 'x-device': device } = request.headers
    const findDevice = () => {
      devicesAsked += 1
      return Promise.resolve(device === undefined ? undefined : String(device))
    }
    const call = { api, operation, findDevice, ...(clientId && { clientId: String(clientId) }) }
    faults.meet(call, request, response).then(
      (isAnswered) => isAnswered && response.writeHead(200, { 'Content-Length': BODY.length }).end(BODY),
      (error: unknown) => response.writeHead(statusOf(error)).end(String(error)),
    )
  })
  restart()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())

  function call(path = CHECK, client?: string, device?: string): Promise<Response> {
    const headers = {
      connection: 'close',
      ...(client && { 'x-client': client }),
      ...(device && { 'x-device': device }),
    }
    return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`, { headers })
  }

  async function statuses(count: number): Promise<number[]> {
    const seen: number[] = []
    for (let index = 0; index < count; index += 1) seen.push((await call()).status)
    return seen
  }

  return {
    events,
    wall,
    clock,
    server,
    call,
    statuses,
    restart,
    /** What was not on disk is lost. */
    kill() {
      log = log.afterKill()
      restart()
    },
    add: (match: FaultMatch, act: FaultAct = UNAVAILABLE) => faults.add({ match, act }),
    get faults() {
      return faults
    },
    get log() {
      return log
    },
    get devicesAsked() {
      return devicesAsked
    },
  }
}
