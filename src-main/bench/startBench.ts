// The composition root: one bench for both hosts. Whatever it starts, `stop()` ends, in the reverse order.
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import type { Problem } from '#shared/control/views'
import { RETRY_DELAYS_SECONDS } from '#shared/domain/retrySchedule'
import { createControlApp } from '../control/controlApp'
import { createEventLog } from '../control/eventLog'
import { lockFolder } from '../store/folderLock'
import type { Bench, BenchOptions } from './benchOptions'
import { openBenchStore, type BenchStore } from './benchStore'
import { controlHandlers } from './controlHandlers'
import { createEndings } from './endings'
import { listen } from './listen'
import { buildRooms } from './rooms'
import { clockToSave } from './savedClock'
import { simulatedApis } from './simulatedApis'
import { tlsIdentity } from './tlsIdentity'
import { systemWallClock as wall } from './wallClock'

const LOOPBACK = '127.0.0.1'

async function controlTokenOf(store: BenchStore): Promise<string> {
  const token = store.control.data?.token ?? randomBytes(32).toString('base64url')
  if (!store.control.data) await store.control.replace({ token })
  return token
}

/**
 * Starts everything and resolves when every listener answers.
 * @throws BenchError `folderInUse`, `portTaken`; `notFound` or `invalidArgument` for a scenario that cannot be loaded.
 *   Nothing is left running then.
 */
export async function startBench(options: BenchOptions): Promise<Bench> {
  const endings = createEndings()
  try {
    return await start(options, endings)
  } catch (error) {
    await endings.run()
    throw error
  }
}

async function start(options: BenchOptions, endings: ReturnType<typeof createEndings>): Promise<Bench> {
  const { dataFolder, host, version, uiFolder } = options
  await mkdir(dataFolder, { recursive: true })
  const lock = await lockFolder(dataFolder)
  endings.add(() => lock.release())

  const problems: Problem[] = []
  const reportProblem = (problem: Problem) => {
    problems.push(problem)
    options.onProblem(problem.message)
  }
  const store = await openBenchStore({ folder: dataFolder, now: () => wall.now(), onProblem: reportProblem })
  endings.add(() => store.close())

  const identity = options.tls ? await tlsIdentity(dataFolder, host, wall.now()) : undefined
  const urls = { serverRoot: '', controlUrl: '', inboxUrl: '' }
  const rooms = buildRooms({
    store,
    version,
    reset: options.reset,
    serverRoot: () => urls.serverRoot,
    inboxUrl: () => urls.inboxUrl,
    onProblem: (message) => reportProblem({ at: wall.now(), message }),
  })
  endings.add(async () => {
    rooms.clock.stop()
    await rooms.runs.stop()
    await rooms.notifier.stop()
    await store.clock.replace(clockToSave(rooms.clock, wall))
  })

  const events = createEventLog(rooms.bus)
  const token = await controlTokenOf(store)
  const control = createControlApp({
    events,
    token,
    wall,
    uiFolder,
    port: () => Number(new URL(urls.controlUrl).port),
    handlers: controlHandlers({
      rooms,
      nextSeq: () => events.nextSeq(),
      state: () => ({ ...fixedState(), clock: rooms.clock.view(), scenario: rooms.stage.current(), problems }),
    }),
  })
  endings.add(() => control.stop())

  const simulated = simulatedApis(rooms, { auth: options.auth, serverRoot: () => urls.serverRoot })
  const tls = identity && { tls: identity }
  const simulator = await listen(simulated, { host, port: options.port, flag: '--port', ...tls })
  endings.add(() => simulator.close())
  const controlListener = await listen(control.handler, { host: LOOPBACK, port: options.uiPort, flag: '--ui-port' })
  endings.add(() => controlListener.close())
  const inbox = await listen(rooms.inbox.handler, { host: LOOPBACK, port: options.inboxPort, flag: '--inbox-port' })
  endings.add(() => inbox.close())
  Object.assign(urls, { serverRoot: simulator.origin, controlUrl: controlListener.origin, inboxUrl: inbox.origin })

  const resumed = !options.reset && (await rooms.stage.resume())
  if (!resumed) await rooms.stage.load(await options.scenario())
  rooms.notifier.resume()

  function fixedState() {
    return {
      version,
      ...urls,
      uiUrl: urls.controlUrl,
      dataFolder,
      auth: options.auth,
      retryDelaysSeconds: [...RETRY_DELAYS_SECONDS],
    }
  }

  return {
    serverRoot: urls.serverRoot,
    uiUrl: `${urls.controlUrl}/?token=${token}`,
    controlUrl: urls.controlUrl,
    controlToken: token,
    inboxUrl: urls.inboxUrl,
    caFile: identity?.caFile,
    bus: rooms.bus,
    benchNow: () => rooms.clock.now(),
    stop: () => endings.run(),
  }
}
