// The fault engine: keeps the faults that are active and lets those that match a request act on it.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { BenchBus } from '#shared/control/events'
import { zFaultView, type DeviationView, type FaultView } from '#shared/control/faultViews'
import type { BenchClock, Cancel, Ids, WallClock } from '#shared/domain/clocks'
import { FAULTY_APIS, zFaultMatch, type FaultCall, type FaultRequest, type FaultyApi } from '#shared/domain/fault'
import type { NotificationFaults } from '#shared/domain/notificationFault'
import type { RowLog } from '#shared/domain/rowLog'
import { BenchError } from '#shared/errors/benchError'
import { parseOrRefuse } from '#shared/errors/zodIssues'
import { behaviourOf, type Behaviour } from './behaviour'
import { DEVIATIONS, findDeviation } from './deviations/catalogue'
import type { Deviation } from './deviations/deviation'
import { enact } from './enact'
import { createRule, isSpent, type FaultRow, type Rule } from './rule'

export const zFaultRow = zFaultView.extend({
  addedAt: z.number(),
  endsAt: z.number().optional(),
  period: z.object({ startedAt: z.number(), passed: z.int() }).optional(),
  seed: z.int(),
})
export type FaultTables = { faults: FaultRow }

export interface FaultPorts {
  clock: Pick<BenchClock, 'now' | 'schedule'>
  wall: Pick<WallClock, 'schedule'>
  ids: Ids
  bus: Pick<BenchBus, 'publish'>
  log: RowLog<FaultTables>
  /** Whether the scenario on stage has a device of this id. */
  hasDevice: (deviceId: string) => boolean
  /** Of everything random in the scenario on stage. */
  seed: () => number
}

export interface Faults extends NotificationFaults {
  /** Whether a fault is for this API. Asked for every request, so it costs no more than looking up a key. */
  concerns(api: string): boolean
  /**
   * Lets the faults that match act on a request, which may be rewritten, and on its reply.
   * @returns false when nobody is there to answer any more
   * @throws InjectedError, or BenchError of a limit, to be answered in the error body of the API
   */
  meet(call: FaultCall, request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /**
   * On disk before it resolves.
   * @param id of its own; a fault that has it already is left as it is
   * @throws BenchError `notFound` for an unknown deviation or device.
   */
  add(request: FaultRequest, id?: string): Promise<FaultView>
  /** Switches these deviations on, those that are not. @throws BenchError `notFound` for an unknown one. */
  keepOn(deviations: readonly string[]): Promise<void>
  /** @throws BenchError `notFound` */
  remove(id: string): Promise<void>
  /** Those that are active, oldest first. */
  active(): FaultView[]
  deviations(): readonly DeviationView[]
  clear(): Promise<void>
  /** Writes down how far each got, and ends none of them any more. */
  stop(): Promise<void>
}

/** In bench time; by then the disk may have space again. */
const RETRY_AFTER_MS = 5000

const zWithMatch = z.object({ match: zFaultMatch })

/** Operation of the callbacks of connectivity-insights-subscriptions. */
const POST_NOTIFICATION = { api: 'connectivity-insights-subscriptions', operation: 'postNotification' } as const

function viewOf({ seed: _, ...view }: FaultRow): FaultView {
  return view
}

function behaviourOfRow({ act, deviation }: FaultRow): Behaviour | undefined {
  return act ? behaviourOf(act) : findDeviation(deviation ?? '')?.behaviour
}

/** @throws BenchError `notFound` for an unknown deviation. */
function deviationNamed(name: string): Deviation {
  const deviation = findDeviation(name)
  if (deviation) return deviation
  throw new BenchError('notFound', `There is no deviation "${name}"; see GET deviations.`, { field: 'deviation' })
}

function whatAndWhere(request: FaultRequest): Pick<FaultRow, 'match' | 'act' | 'deviation'> {
  if ('act' in request) return { match: request.match, act: request.act }
  const { name, api } = deviationNamed(request.deviation)
  const { match } = parseOrRefuse(zWithMatch, { match: { ...request.match, api } }) // what its API can match
  return { match, deviation: name }
}

export function createFaults({ clock, wall, ids, bus, log, hasDevice, seed }: FaultPorts): Faults {
  const rows = log.table('faults')
  const rules = new Map<string, Rule>()
  const endings = new Map<string, Cancel>()
  let rulesOf = new Map<string, Rule[]>()

  /** One that is over and still there could not be removed: that is tried again a little later. */
  function dueAt(endsAt: number): number {
    return endsAt > clock.now() ? endsAt : clock.now() + RETRY_AFTER_MS
  }

  function begin(row: FaultRow, behaviour: Behaviour): void {
    rules.set(row.id, createRule(row, behaviour))
    if (row.endsAt !== undefined)
      endings.set(
        row.id,
        clock.schedule(dueAt(row.endsAt), () => drop([row]).catch(report)),
      )
  }

  function end(id: string): void {
    rules.delete(id)
    endings.get(id)?.()
    endings.delete(id)
  }

  /** After a change of the rows: they alone say what is active. A deviation that this version lacks does nothing. */
  function follow(): void {
    for (const id of rules.keys()) if (!rows.get(id)) end(id)
    for (const row of rows.values()) {
      const behaviour = behaviourOfRow(row)
      if (behaviour && !rules.has(row.id)) begin(row, behaviour)
    }
    const concerning = (api: FaultyApi) => [...rules.values()].filter(({ match }) => (match.api ?? api) === api)
    rulesOf = new Map(FAULTY_APIS.map((api) => [api, concerning(api)] as const).filter(([, some]) => some.length > 0))
  }

  async function drop(gone: readonly { id: string }[]): Promise<void> {
    if (gone.length === 0) return
    const written = log.commit(gone.map(({ id }) => ({ table: 'faults', remove: id })))
    follow() // at once: what is spent does not meet the next request
    await written.finally(follow)
    for (const { id } of gone) bus.publish({ kind: 'fault.removed', id })
  }

  async function keep(kept: readonly FaultRow[]): Promise<void> {
    if (kept.length > 0) await log.commit(kept.map((row) => ({ table: 'faults', put: row })))
  }

  async function keepCounts(matching: readonly Rule[]): Promise<void> {
    const counted = matching.filter(({ counts }) => counts).map((rule) => rule.row())
    await Promise.all([drop(counted.filter(isSpent)), keep(counted.filter((row) => !isSpent(row)))])
  }

  /** The device is asked for only where a rule depends on it: it takes reading the request. */
  async function matchingRules(call: FaultCall): Promise<Rule[]> {
    const candidates = () =>
      rulesOf.get(call.api)?.filter((rule) => !rule.isOfNotifications && rule.mayMatch(call, clock.now())) ?? []
    const atFirst = candidates()
    if (!atFirst.some(({ match }) => match.device !== undefined)) return atFirst
    const device = await call.findDevice?.()
    return candidates().filter(({ match }) => match.device === undefined || match.device === device)
  }

  function assertDevice(deviceId: string | undefined): void {
    if (deviceId === undefined || hasDevice(deviceId)) return
    throw new BenchError('notFound', `There is no device "${deviceId}" in the loaded scenario; see GET devices.`, {
      field: 'match.device',
    })
  }

  async function add(request: FaultRequest, id: string = ids.uuid()): Promise<FaultView> {
    const known = rows.get(id)
    if (known) return viewOf(known)
    const { durationSeconds } = request
    const what = whatAndWhere(request)
    assertDevice(what.match.device)
    const addedAt = clock.now()
    const row: FaultRow = {
      id,
      ...what,
      addedAt,
      ...(durationSeconds !== undefined && { endsAt: addedAt + Math.round(durationSeconds * 1000) }),
      matched: 0,
      hits: 0,
      seed: seed() + rows.size, // so that two faults of one rate do not act in step
    }
    await keep([row])
    follow()
    bus.publish({ kind: 'fault.added', fault: viewOf(row) })
    return viewOf(row)
  }

  function report(error: unknown): void {
    const message = `Faults: ${error instanceof Error ? error.message : String(error)}`
    bus.publish({ kind: 'problem.occurred', problem: { at: clock.now(), message } })
  }

  follow()

  return {
    meetNotification({ clientId, deviceId }) {
      const call = { ...POST_NOTIFICATION, clientId }
      const now = clock.now()
      const matching = (rulesOf.get(call.api) ?? []).filter(
        (rule) =>
          rule.isOfNotifications &&
          rule.mayMatch(call, now) &&
          (rule.match.device === undefined || rule.match.device === deviceId),
      )
      const hitting = matching.filter((rule) => rule.take(now) !== undefined)
      void keepCounts(matching).catch(report)
      return hitting.flatMap((rule) => rule.row().deviation ?? [])
    },
    notificationFaults: (names) => names.flatMap((name) => findDeviation(name)?.behaviour.notification ?? []),
    concerns: (api) => rulesOf.has(api),
    async meet(call, request, response) {
      const found = await matchingRules(call)
      const matching = found.filter((rule) => rules.get(rule.id) === rule) // it may have ended meanwhile
      const now = clock.now()
      const hits = matching.flatMap((rule) => rule.take(now) ?? [])
      await keepCounts(matching)
      return enact(hits, request, response, wall)
    },
    add,
    async keepOn(deviations) {
      for (const deviation of new Set(deviations)) {
        const isOn = [...rows.values()].some((row) => row.deviation === deviation)
        if (!isOn) await add({ deviation })
      }
    },
    async remove(id) {
      if (!rows.get(id)) {
        throw new BenchError('notFound', `There is no fault ${id}, or it has ended by itself; see GET faults.`, {
          field: 'id',
        })
      }
      await drop([{ id }])
    },
    active() {
      const now = clock.now()
      return [...rules.values()].map((rule) => viewOf(rule.row())).filter(({ endsAt = Infinity }) => endsAt > now)
    },
    deviations: () => DEVIATIONS.map(({ behaviour: _, ...view }) => view),
    clear: () => drop([...rows.values()]),
    async stop() {
      for (const cancel of endings.values()) cancel()
      await keep([...rules.values()].map((rule) => rule.row()))
    },
  }
}
