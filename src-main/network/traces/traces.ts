// The traces there are: those of the scenario on stage, and those that somebody imported, which stay.
import type { BenchBus } from '#shared/control/events'
import type { TracePreview, TracePreviewRequest, TraceCurves, TraceView } from '#shared/control/traceViews'
import { METRICS } from '#shared/domain/condition'
import type { Degradation } from '#shared/domain/degradation'
import type { Document } from '#shared/domain/rowLog'
import { MOST_TRACES, type LoadedTrace, type Trace, type TraceWithTable } from '#shared/domain/trace'
import { BenchError } from '#shared/errors/benchError'
import { traceProblemText } from './complaints'
import { readTrace } from './readTrace'
import { traceCurves } from './traceCurves'
import { previewTrace } from './previewTrace'

export interface TracePorts {
  bus: Pick<BenchBus, 'publish'>
  /** Those that were imported. */
  document: Document<readonly Trace[]>
  /** The degradations that play it and have not ended. */
  playing: (traceId: string) => readonly Pick<Degradation, 'id'>[]
  /** Told whenever a trace is another one. */
  onChange: () => void
}

/** A trace with the table it was read from. */
interface Kept {
  readonly source: TraceWithTable
  readonly loaded: LoadedTrace
}

export interface Traces {
  get(id: string): LoadedTrace | undefined
  list(): TraceView[]
  /** @throws BenchError `notFound` */
  curves(id: string, points: number): TraceCurves
  preview(request: TracePreviewRequest): Promise<TracePreview>
  /** Reads what was imported, once the bench starts. */
  resume(): Promise<void>
  /** Reads traces without putting them anywhere. @throws BenchError `invalidArgument` with all that is wrong with them */
  read(traces: readonly Trace[]): Promise<readonly Kept[]>
  /** Puts those of a scenario in the place of the last one's. */
  replace(traces: readonly Kept[]): void
  /** On disk before it resolves. @throws BenchError `invalidArgument`, `conflict` when there is one of that id */
  add(trace: Trace): Promise<TraceView>
  /** Of one that was imported. @throws BenchError `notFound`, `conflict` while it is played */
  remove(id: string): Promise<void>
}

async function keptOf(trace: Trace, field: string): Promise<Kept> {
  const { csv } = trace
  if (csv === undefined) {
    const message = `The trace "${trace.id}" names the file ${trace.file}, but there is no folder to read it from: give its text as csv.`
    throw new BenchError('invalidArgument', message, { field: `${field}file` })
  }
  const source = { ...trace, csv }
  const { trace: loaded, problems } = await readTrace(source)
  if (loaded) return { source, loaded }
  const message = [`The trace "${trace.id}" cannot be read:`, ...problems.map(traceProblemText)].join('\n  ')
  throw new BenchError('invalidArgument', message, { field: `${field}csv` })
}

function viewOf({ source, loaded }: Kept, origin: TraceView['origin']): TraceView {
  const { id, name, timesMs, between, columns } = loaded
  return {
    id,
    name,
    origin,
    rowCount: timesMs.length,
    lengthSeconds: (timesMs.at(-1) ?? 0) / 1000,
    between,
    metrics: METRICS.flatMap((metric) => {
      const [mapping, values] = [source.metrics[metric], columns[metric]]
      if (!mapping || !values) return []
      const least = values.reduce((a, b) => Math.min(a, b), Infinity)
      const most = values.reduce((a, b) => Math.max(a, b), 0)
      return [{ metric, column: mapping.column, unit: mapping.unit, least, most }]
    }),
  }
}

export function createTraces({ bus, document, playing, onChange }: TracePorts): Traces {
  let ofScenario = new Map<string, Kept>()
  let imported = new Map<string, Kept>()

  const byId = (some: readonly Kept[]) => new Map(some.map((one) => [one.loaded.id, one]))
  const find = (id: string) => ofScenario.get(id) ?? imported.get(id)

  function changed(): void {
    onChange()
    bus.publish({ kind: 'traces.changed' })
  }

  function found(id: string): Kept {
    const kept = find(id)
    if (kept) return kept
    throw new BenchError('notFound', `There is no trace "${id}"; see GET traces.`, { field: 'id' })
  }

  function refuseTaken(id: string): void {
    if (find(id))
      throw new BenchError('conflict', `There is a trace "${id}" already; give it another id.`, { field: 'id' })
    if (imported.size < MOST_TRACES) return
    throw new BenchError('conflict', `There are ${MOST_TRACES} imported traces; delete one of them first.`)
  }

  function refusePlayed(id: string): void {
    const [first] = playing(id)
    if (first === undefined) return
    throw new BenchError('conflict', `The degradation ${first.id} plays the trace "${id}"; end it first.`, {
      field: 'id',
    })
  }

  return {
    get: (id) => find(id)?.loaded,
    list: () => [
      ...Array.from(ofScenario.values(), (kept) => viewOf(kept, 'scenario')),
      ...[...imported.values()]
        .filter(({ loaded }) => !ofScenario.has(loaded.id))
        .map((kept) => viewOf(kept, 'imported')),
    ],
    curves: (id, points) => traceCurves(found(id).loaded, points),
    preview: previewTrace,
    async resume() {
      imported = byId(await Promise.all(document.data.map((trace) => keptOf(trace, ''))))
      if (imported.size > 0) changed()
    },
    read: (traces) => Promise.all(traces.map((trace, index) => keptOf(trace, `traces[${index}].`))),
    replace(traces) {
      if (traces.length === 0 && ofScenario.size === 0) return
      ofScenario = byId(traces)
      changed()
    },
    async add(trace) {
      refuseTaken(trace.id)
      const kept = await keptOf(trace, '')
      refuseTaken(trace.id)
      await document.replace([...document.data, kept.source])
      imported.set(trace.id, kept)
      changed()
      return viewOf(kept, 'imported')
    },
    async remove(id) {
      const { loaded } = found(id)
      if (ofScenario.has(loaded.id)) {
        throw new BenchError('conflict', `The trace "${id}" came with the scenario; take it out of its file.`, {
          field: 'id',
        })
      }
      refusePlayed(id)
      await document.replace(document.data.filter((trace) => trace.id !== id))
      imported.delete(id)
      changed()
    },
  }
}
