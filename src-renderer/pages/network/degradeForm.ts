// The degrade form as people fill it in, and the request it stands for.
import type { z } from 'zod'
import type { zDegradationRequest } from '#shared/control/networkViews'
import type { DegradationTarget } from '#shared/domain/degradationTarget'
import { METRICS, type Metric } from '#shared/domain/condition'
import type { Act } from '#shared/domain/act'
import type { PresetName } from '#shared/domain/presets/preset'
import { emptyShape, shapeOf, type ShapeForm } from './shapeForm'

export type ActKind = 'none' | 'set' | 'add' | 'multiply' | 'atMost' | 'atLeast'

export interface DegradeForm {
  /** A preset, or OWN: the acts and the shape below. */
  preset: string
  /** `all`, `cell:ID` or `device:ID`. */
  target: string
  /** An address or `address/mask`: makes it one flow of the device. */
  server: string
  /** `80, 443, 5000-5010`; only with a server. */
  ports: string
  acts: Record<Metric, { kind: ActKind; value: number | undefined }>
  /** A value of the wire, or LEAVE. */
  signalStrength: string
  connectivityType: string
  /** Amounts of rates are the cell's as a whole; only of a cell. */
  shared: boolean
  shape: ShapeForm
  startsInSeconds: number | undefined
  durationSeconds: number | undefined
}

/** What is chosen where nothing is to change. */
export const LEAVE = 'leave'
/** What is chosen where no preset is. */
export const OWN = 'own'

/** Loss is filled in as per cent, everything else in the domain's own unit. */
export const FORM_UNITS: Record<Metric, string> = {
  delayMs: 'ms',
  jitterMs: 'ms',
  lossRatio: '%',
  downRateKbps: 'kbit/s',
  upRateKbps: 'kbit/s',
}

export function emptyForm(target: string): DegradeForm {
  const acts = Object.fromEntries(METRICS.map((metric) => [metric, { kind: 'none', value: undefined }]))
  return {
    preset: OWN,
    target,
    server: '',
    ports: '',
    acts: acts as DegradeForm['acts'],
    signalStrength: LEAVE,
    connectivityType: LEAVE,
    shared: false,
    shape: emptyShape(),
    startsInSeconds: undefined,
    durationSeconds: undefined,
  }
}

function portsOf(text: string) {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const ranges = parts
    .filter((part) => part.includes('-'))
    .map((part) => {
      const [from, to] = part.split('-').map(Number)
      return { from: from ?? NaN, to: to ?? NaN }
    })
  const ports = parts.filter((part) => !part.includes('-')).map(Number)
  return { ...(ports.length > 0 ? { ports } : {}), ...(ranges.length > 0 ? { ranges } : {}) }
}

function targetOf({ target, server, ports, shared }: DegradeForm): DegradationTarget {
  const [kind, id = ''] = target.split(/:(.*)/s)
  if (kind === 'all') return { all: true }
  if (kind === 'cell') return { cell: id, ...(shared && { shared }) }
  const address = server.trim()
  if (address === '') return { device: id }
  const wireServer = address.includes(':') ? { ipv6Address: address } : { ipv4Address: address }
  return { device: id, server: wireServer, ...(ports.trim() === '' ? {} : { ports: portsOf(ports) }) }
}

function actOf(metric: Metric, { kind, value }: DegradeForm['acts'][Metric]): Act | undefined {
  if (kind === 'none' || value === undefined) return undefined
  if (kind === 'multiply') return { multiply: value }
  const inDomainUnit = metric === 'lossRatio' ? value / 100 : value
  if (kind === 'atMost') return { clamp: { max: inDomainUnit } }
  if (kind === 'atLeast') return { clamp: { min: inDomainUnit } }
  return kind === 'set' ? { set: inDomainUnit } : { add: inDomainUnit }
}

function radioOf({ signalStrength, connectivityType }: DegradeForm): object {
  return {
    ...(signalStrength === LEAVE ? {} : { signalStrength }),
    ...(connectivityType === LEAVE ? {} : { connectivityType }),
  }
}

/** The request as filled in; whether it makes sense is for its schema to say. */
export function requestOf(form: DegradeForm): z.input<typeof zDegradationRequest> {
  const acts = METRICS.flatMap((metric) => {
    const act = actOf(metric, form.acts[metric])
    return act === undefined ? [] : [[metric, act] as const]
  })
  const isTrace = form.shape.kind === 'trace'
  const own = { effect: { ...(!isTrace && Object.fromEntries(acts)), ...radioOf(form) }, shape: shapeOf(form.shape) }
  return {
    target: targetOf(form),
    ...(form.preset === OWN ? own : { preset: form.preset as PresetName }),
    ...(form.startsInSeconds ? { startsInSeconds: form.startsInSeconds } : {}),
    ...(form.durationSeconds ? { durationSeconds: form.durationSeconds } : {}),
  }
}
