// The fault engine: keeps the faults that are active and lets those that match a request act on it.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { BenchBus } from '#shared/control/events'
import { zFaultView, type DeviationView, type FaultView } from '#shared/control/views'
import type { BenchClock, Ids, WallClock } from '#shared/domain/clocks'
import { FAULTY_APIS, type FaultCall, type FaultRequest, type FaultyApi } from '#shared/domain/fault'
import type { RowLog } from '#shared/domain/rowLog'
import { BenchError } from '#shared/errors/benchError'
import { behaviourOf, type Behaviour } from './behaviour'
import { DEVIATIONS, findDeviation } from './deviations/catalogue'
import { enact } from './enact'
import { createRule, isSpent, type FaultRow, type Rule } from './rule'

export const zFaultRow = zFaultView.extend({ addedAt: z.number(), seed: z.int() })
export type FaultTables = { faults: FaultRow }

export interface FaultPorts {
  clock: Pick<BenchClock, 'now'>
  wall: Pick<WallClock, 'schedule'>
  ids: Ids
  bus: Pick<BenchBus, 'publish'>
  log: RowLog<FaultTables>
  /** Of everything random in the scenario on stage. */
  seed: () => number
}

export interface Faults {
  /** Whether a fault is for this API. Asked for every request, so it costs no more than looking up a key. */
  concerns(api: string): boolean
  /**
   * Lets the faults that match act on a request, which may be rewritten, and on its reply.
   * @returns false when nobody is there to answer any more
   * @throws InjectedError to be answered in the error body of the API
   */
  meet(call: FaultCall, request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** On disk before it resolves. @throws BenchError `notFound` for an unknown deviation. */
  add(request: FaultRequest): Promise<FaultView>
  /** Switches these deviations on, those that are not. @throws BenchError `notFound` for an unknown one. */
  keepOn(deviations: readonly string[]): Promise<void>
  /** @throws BenchError `notFound` */
  remove(id: string): Promise<void>
  /** Those that are active, oldest first. */
  active(): FaultView[]
  deviations(): readonly DeviationView[]
  clear(): Promise<void>
}

function viewOf({ seed: _, ...view }: FaultRow): FaultView {
  return view
}

function behaviourOfRow({ act, deviation }: FaultRow): Behaviour | undefined {
  return act ? behaviourOf(act) : findDeviation(deviation ?? '')?.behaviour
}

/** @throws BenchError `notFound` for an unknown deviation. */
function whatAndWhere(request: FaultRequest): Pick<FaultRow, 'match' | 'act' | 'deviation'> {
  if ('act' in request) return request
  const deviation = findDeviation(request.deviation)
  if (deviation) return { match: { api: deviation.api }, deviation: deviation.name }
  throw new BenchError('notFound', `There is no deviation "${request.deviation}"; see GET deviations.`, {
    field: 'deviation',
  })
}

export function createFaults({ clock, wall, ids, bus, log, seed }: FaultPorts): Faults {
  const rows = log.table('faults')
  const rules = new Map<string, Rule>()
  let rulesOf = new Map<string, Rule[]>()

  /** After a change of the rows: they alone say what is active. A deviation that this version lacks does nothing. */
  function follow(): void {
    for (const id of rules.keys()) if (!rows.get(id)) rules.delete(id)
    for (const row of rows.values()) {
      const behaviour = behaviourOfRow(row)
      if (behaviour && !rules.has(row.id)) rules.set(row.id, createRule(row, behaviour))
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

  /** Only what is counted down must outlive a kill. */
  async function keepCounts(matching: readonly Rule[]): Promise<void> {
    const counted = matching.map((rule) => rule.row()).filter(({ match }) => match.count !== undefined)
    const lasting = counted.filter((row) => !isSpent(row))
    await Promise.all([
      drop(counted.filter(isSpent)),
      lasting.length > 0 && log.commit(lasting.map((row) => ({ table: 'faults', put: row }))),
    ])
  }

  async function add(request: FaultRequest): Promise<FaultView> {
    const row: FaultRow = {
      id: ids.uuid(),
      ...whatAndWhere(request),
      addedAt: clock.now(),
      matched: 0,
      hits: 0,
      seed: seed() + rows.size, // so that two faults of one rate do not act in step
    }
    await log.commit([{ table: 'faults', put: row }])
    follow()
    bus.publish({ kind: 'fault.added', fault: viewOf(row) })
    return viewOf(row)
  }

  follow()

  return {
    concerns: (api) => rulesOf.has(api),
    async meet(call, request, response) {
      const matching = rulesOf.get(call.api)?.filter((rule) => rule.matches(call)) ?? []
      const acting = matching.filter((rule) => rule.take())
      await keepCounts(matching)
      return enact(acting, request, response, wall)
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
        throw new BenchError('notFound', `There is no fault ${id}, or its count is spent; see GET faults.`, {
          field: 'id',
        })
      }
      await drop([{ id }])
    },
    active: () => [...rules.values()].map((rule) => viewOf(rule.row())),
    deviations: () => DEVIATIONS.map(({ behaviour: _, ...view }) => view),
    clear: () => drop([...rows.values()]),
  }
}
