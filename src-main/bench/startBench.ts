// The composition root: one bench for both hosts. Whatever it starts, `stop()` ends, in the reverse order.
import { randomBytes } from 'node:crypto'
import type { BenchBus } from '#shared/control/events'
import type { Problem } from '#shared/control/views'
import { RETRY_DELAYS_SECONDS } from '#shared/domain/retrySchedule'
import { createControlApp } from '../control/controlApp'
import { createEventLog } from '../control/eventLog'
import { sessionCookieName } from '../control/guard'
import { lockFolder } from '../store/folderLock'
import type { Bench, BenchOptions } from './benchOptions'
import { openBenchStore, type BenchStore } from './dataFolder/benchStore'
import { createBus } from './bus'
import { controlHandlers } from './handlers/controlHandlers'
import { createEndings, type Endings } from './endings'
import { keepHeapSmall } from './heapLimits'
import { openListeners, type Addresses } from './listeners/listeners'
import { collectProblems, describeBug } from './problems'
import { buildRooms, type BenchRooms } from './rooms'
import { clockToSave } from './clocks/savedClock'
import { simulatedApis } from './simulatedApis'
import { createSinkTrust } from './sinkTrust'
import { tlsIdentity } from './listeners/tlsIdentity'
import { systemWallClock as wall } from './clocks/wallClock'

/**
 * Starts everything and resolves when every listener answers.
 * @throws BenchError `folderInUse`, `portTaken`; `notFound` or `invalidArgument` for a scenario that cannot be loaded.
 *   Nothing is left running then.
 */
export async function startBench(options: BenchOptions): Promise<Bench> {
  keepHeapSmall()
  const endings = createEndings()
  try {
    return await start(options, endings)
  } catch (error) {
    await endings.run()
    throw error
  }
}

async function start(options: BenchOptions, endings: Endings): Promise<Bench> {
  const { dataFolder, host, version, reset, paused, auth } = options
  const bus = createBus()
  const problems = collectProblems(bus, options.onProblem)
  const onProblem = (message: string) => bus.publish({ kind: 'problem.occurred', problem: { at: wall.now(), message } })
  const store = await openFolder(dataFolder, bus, endings)
  const token = store.control.data?.token ?? randomBytes(32).toString('base64url')
  const identity = onlyOnce(() => tlsIdentity(dataFolder, host, wall.now()))
  const tls = options.tls ? await identity() : undefined

  let addresses: Addresses = { serverRoot: '', controlUrl: '', inboxUrl: '', inboxHttpsUrl: '' } // known once the listeners are up
  const serverRoot = () => addresses.serverRoot
  const rooms = buildRooms({
    store,
    bus,
    version,
    dataFolder,
    reset,
    paused,
    serverRoot,
    inboxUrl: () => addresses.inboxUrl,
    control: () => ({ controlUrl: addresses.controlUrl, controlToken: token }),
    trustOf: createSinkTrust({
      settings: () => store.settings.data,
      inboxOrigin: () => addresses.inboxHttpsUrl,
      identity,
    }),
    certificate: tls?.certificate,
    onProblem,
  })
  endings.add(() => leaveRooms(rooms))
  const secretsKept = keepSecrets(store, token, rooms)

  const events = createEventLog(rooms.bus, { instance: rooms.ids.uuid() })
  const nextSeq = () => events.nextSeq()
  const state = () => stateOf(options, rooms, addresses, problems)
  const port = () => Number(addresses.controlUrl.split(':').at(-1))
  const handlers = controlHandlers({ rooms, nextSeq, state, identity })
  const reportBug = (error: unknown) => onProblem(`The control API failed: ${describeBug(error)}`)
  const control = createControlApp({ events, token, wall, port, handlers, uiFolder: options.uiFolder, reportBug })
  const stopStreams = () => {
    control.stop()
    events.stop()
  }
  endings.add(stopStreams)

  const simulated = simulatedApis(rooms, { auth, serverRoot, onProblem })
  addresses = await openListeners(
    options,
    { simulated, control: control.handler, inbox: rooms.inbox.handler, tls, identity },
    endings,
  )
  endings.add(stopStreams) // a stream ends properly only before its connection is cut

  await Promise.all([secretsKept, setStage(options, rooms)])
  const saveClock = () => store.clock.replace(clockToSave(rooms.clock, wall))
  if (reset) await saveClock()
  endings.add(saveClock) // only now: a start that failed leaves the clock as it was

  return {
    ...addresses,
    uiUrl: `${addresses.controlUrl}/?token=${token}`,
    controlToken: token,
    sessionCookie: { name: sessionCookieName(port()), value: token },
    caFile: tls?.caFile,
    bus: rooms.bus,
    benchNow: () => rooms.clock.now(),
    stop: () => endings.run(),
    ended: endings.ended,
  }
}

function onlyOnce<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

async function openFolder(folder: string, bus: BenchBus, endings: Endings): Promise<BenchStore> {
  const onProblem = (problem: Problem) => bus.publish({ kind: 'problem.occurred', problem })
  let refuseChanges: BenchStore['close'] = () => Promise.resolve() // there is no store yet
  const lock = await lockFolder(folder, (error) => {
    const refused = refuseChanges(error) // before anything that ends writes into what is another bench's now
    onProblem({ at: wall.now(), message: `${error.message} This bench stops.` })
    Promise.all([refused, endings.run()]).catch(() => undefined) // told to whoever waits for the end
  })
  endings.add(() => lock.release())
  const store = await openBenchStore({ folder, now: () => wall.now(), onProblem })
  refuseChanges = store.close
  endings.add(() => store.close())
  return store
}

/**
 * On disk before the bench is ready: an open window finds its session again after a restart, and `callbox token --data`
 * beside this bench signs with the same key.
 */
function keepSecrets({ control }: BenchStore, token: string, { issuer }: BenchRooms): Promise<unknown> {
  const kept = Promise.all([issuer.keepKey(), control.data ? undefined : control.replace({ token })])
  kept.catch(() => undefined) // whoever waits for it is told; a start that fails before that has its own reason
  return kept
}

async function setStage({ reset, scenario, deviations = [] }: BenchOptions, rooms: BenchRooms): Promise<void> {
  const { stage, player, network, faults, notifier, usage } = rooms
  await network.traces.resume()
  const resumed = !reset && (await stage.resume())
  if (!resumed) await stage.load(await scenario())
  await faults.keepOn(deviations)
  notifier.resume()
  await usage.resume()
  await player.resume()
}

async function leaveRooms(rooms: BenchRooms): Promise<void> {
  const { clock, clockNews, player, app, runs, trials, notifier, faults, ownScenarios } = rooms
  clock.stop()
  clockNews.stop()
  player.stop()
  ownScenarios.stop()
  await app.close()
  await runs.stop()
  await trials.stop()
  await notifier.stop()
  await faults.stop()
}

function stateOf(
  { version, dataFolder, auth }: BenchOptions,
  rooms: BenchRooms,
  addresses: Addresses,
  problems: readonly Problem[],
) {
  return {
    version,
    ...addresses,
    uiUrl: addresses.controlUrl,
    dataFolder,
    auth,
    clock: rooms.clock.view(),
    scenario: rooms.player.view(),
    retryDelaysSeconds: [...RETRY_DELAYS_SECONDS],
    problems: [...problems],
  }
}
