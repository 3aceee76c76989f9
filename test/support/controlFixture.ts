// A control app on a real listener, with handlers that record what they were asked.
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request, type RequestOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createBus } from '#main/bench/bus'
import { createControlApp, type ControlAppPorts } from '#main/control/controlApp'
import { createEventLog } from '#main/control/eventLog'
import type { ControlHandlers, OperationName } from '#shared/control/contract'
import { createManualWall } from './manualWall'

export const TOKEN = 'the-control-token'

export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

export interface ControlFixtureOptions extends Partial<Pick<ControlAppPorts, 'uiFolder' | 'reportBug'>> {
  handlers?: Partial<ControlHandlers>
  /** How many events can be replayed. */
  capacity?: number
}

const AT = Date.UTC(2026, 0, 1)
const SCENARIO = { name: 'welcome', title: 'Welcome', loadedAt: AT, state: 'loaded' } as const

/** What the tests ask for without caring for the answer, as the contract has it. */
const ANSWERS: Partial<ControlHandlers> = {
  readState: () => ({
    version: '0.0.0-test',
    serverRoot: '',
    uiUrl: '',
    controlUrl: '',
    inboxUrl: '',
    inboxHttpsUrl: '',
    dataFolder: '',
    auth: 'strict',
    clock: { now: AT, mode: 'real', rate: 1 },
    scenario: SCENARIO,
    retryDelaysSeconds: [],
    problems: [],
    nextSeq: 1,
  }),
  setClock: () => ({ now: AT, firedCount: 0 }),
  loadScenario: () => SCENARIO,
  resetScenario: () => SCENARIO,
  listExchanges: () => ({ items: [], nextSeq: 1 }),
  addDegradation: ({ body: { target, effect = {}, shape = { kind: 'step' } } }) => ({
    id: 'd',
    target,
    effects: [{ effect, shape, startsAt: AT }],
    startsAt: AT,
  }),
  mintToken: () => ({ accessToken: 'token', expiresAt: new Date(AT).toISOString() }),
}

export async function startControl({ handlers = {}, capacity = 100, ...ports }: ControlFixtureOptions = {}) {
  const calls: { name: OperationName; input: unknown }[] = []
  const recording = new Proxy({} as ControlHandlers, {
    get: (_, name: OperationName) => (input: never) => {
      calls.push({ name, input })
      return (handlers[name] ?? ANSWERS[name])?.(input) ?? null
    },
  })
  const bus = createBus()
  const wall = createManualWall()
  const events = createEventLog(bus, { instance: 'this bench', capacity })
  const server = createServer()
  const port = () => (server.address() as AddressInfo).port
  const app = createControlApp({ uiFolder: undefined, ...ports, handlers: recording, events, token: TOKEN, wall, port })
  server.on('request', app.handler)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  /** Sends exactly these headers, Host included; no session unless one is given. */
  function send(method: string, path: string, headers: RequestOptions['headers'] = {}, body?: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port: port(), method, path, headers }, (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text })
        })
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }

  async function stop(): Promise<void> {
    app.stop()
    events.stop()
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }

  return { app, bus, calls, events, port, send, server, stop, wall, baseUrl: `http://127.0.0.1:${port()}` }
}
export type ControlFixture = Awaited<ReturnType<typeof startControl>>
