// Flows that use a bucket as time goes by, and how fast they do.
import Big from 'big.js'
import type { FlowRequest } from '#shared/control/usageViews'
import { BenchError } from '#shared/errors/benchError'
import { remainingOf, type Book } from './book'
import type { CurvePiece, FlowCurve } from './flowCurve'
import { refuseOtherKind, refuseStranger } from './movements'
import type { UsageNetworkPort } from './ports'
import { quantityOf, type Quantity } from './quantity'
import type { FlowRow } from './rows'
import { hasBalanceOf, kindsOf, type Terms } from './terms'

/** bit/s for a millisecond are a thousandth of a bit; eight bits are a byte. */
const RATES_PER_BYTE = '8000'
/** How much of the network's future a curve takes in at once. */
const MAX_PIECES = 500
/** A rate that bends between two knots (where effects overlap) is taken as straight over this time, milliseconds. */
const STRAIGHT_MS = 1000
/** bit/s by which a straight line may miss the rate between its ends. */
const TOLERANCE_BPS = 2

function constantCurve({ amount }: Quantity, perSeconds: number, at: number): FlowCurve {
  const rate = amount.toFixed()
  return { scale: Big(perSeconds).times(1000).toFixed(), pieces: [{ at, from: rate, to: rate, over: 0 }] }
}

/** How fast a flow goes at an instant, and by how much a line may miss that. */
interface Speed {
  readonly rateAt: (at: number) => number
  readonly tolerance: number
}

/** What a flow is limited to: so many bits each so many seconds. */
interface Cap {
  readonly bits: number
  readonly perSeconds: number
}

/** Cuts [from, to) until the rate is straight in each piece. */
function straightPieces({ rateAt, tolerance }: Speed, from: number, to: number): CurvePiece[] {
  const over = to - from
  const first = rateAt(from)
  const last = rateAt(to - 1)
  const along = (ratio: number) => Math.floor((over - 1) * ratio)
  const isOff = (offset: number) =>
    Math.abs(rateAt(from + offset) - (first + ((last - first) * offset) / Math.max(1, over - 1))) > tolerance
  if (over > STRAIGHT_MS && [0.25, 0.5, 0.75].map(along).some(isOff)) {
    const middle = from + Math.floor(over / 2)
    return [
      ...straightPieces({ rateAt, tolerance }, from, middle),
      ...straightPieces({ rateAt, tolerance }, middle, to),
    ]
  }
  return [{ at: from, from: String(first), to: String(last), over }]
}

/** The device's down rate from an instant on, in whole bits per second, at most the cap, which stays exact. */
function deviceCurve(network: UsageNetworkPort, device: string, at: number, { bits, perSeconds }: Cap): FlowCurve {
  const rateAt = (instant: number) =>
    Math.min(bits, Math.round(network.downRateKbps(device, instant) * 1000) * perSeconds)
  const speed = { rateAt, tolerance: TOLERANCE_BPS * perSeconds }
  const scale = Big(RATES_PER_BYTE).times(perSeconds).toFixed()
  const bends = network.bendsAfter(device, at, MAX_PIECES)
  const edges = [at, ...bends]
  const pieces: CurvePiece[] = []
  for (const [index, edge] of edges.entries()) {
    const next = edges[index + 1]
    if (pieces.length > MAX_PIECES) return { scale, pieces, validUntil: edge }
    if (next !== undefined) pieces.push(...straightPieces(speed, edge, next))
    else if (bends.length === MAX_PIECES) return { scale, pieces, validUntil: edge }
    else pieces.push({ at: edge, from: String(rateAt(edge)), to: String(rateAt(edge)), over: 0 })
  }
  return { scale, pieces }
}

/** Whether how fast a flow goes is a matter of the network. */
export function isLimitedByDevice({ device, unitKind }: Pick<FlowRow, 'device' | 'unitKind'>): boolean {
  return device !== undefined && unitKind === 'volume'
}

/** How fast a flow goes from an instant on, as far as is known now. */
export function curveFrom(network: UsageNetworkPort, flow: Omit<FlowRow, 'curve'>, at: number): FlowCurve {
  const { device, rate } = flow
  const quantity = rate && quantityOf(rate.value, rate.unit)
  if (device !== undefined && isLimitedByDevice(flow)) {
    const cap = rate && quantity && { bits: Number(quantity.amount.times(8)), perSeconds: rate.perSeconds }
    return deviceCurve(network, device, at, cap ?? { bits: Infinity, perSeconds: 1 })
  }
  return constantCurve(quantity ?? { kind: flow.unitKind, amount: Big(0) }, rate?.perSeconds ?? 1, at)
}

/** The kind of unit that a flow uses. @throws BenchError `invalidArgument` when the bucket does not measure it */
function kindOf(terms: Terms, { rate, device }: FlowRequest): string {
  if (rate) {
    const { kind } = quantityOf(rate.value, rate.unit, 'rate.unit')
    refuseOtherKind(terms, kind, rate.unit, 'rate.unit')
    return kind
  }
  if (kindsOf(terms).includes('volume')) return 'volume'
  throw new BenchError(
    'invalidArgument',
    `rate: the bucket does not measure volume, so the down rate of ${device ?? 'a device'} does not say how fast it is used. Give rate {value, unit, perSeconds}.`,
    { field: 'rate' },
  )
}

/** @throws BenchError `invalidArgument`; `conflict` when nothing remains and the bucket refuses what is beyond */
export function startFlow(book: Book, terms: Terms, request: FlowRequest, id: string, network: UsageNetworkPort): Book {
  const { device, user, rate, durationSeconds } = request
  refuseStranger(terms, request)
  const unitKind = kindOf(terms, request)
  const { at } = book.account
  if (
    terms.rules.beyond === 'refuse' &&
    hasBalanceOf(terms, unitKind) &&
    remainingOf(book.account, terms, unitKind).lte(0)
  ) {
    throw new BenchError(
      'conflict',
      'Nothing remains in the bucket, so a flow would end at once. Top it up first, or register it with ledger.beyond "outOfBucket".',
      { field: 'bucketId' },
    )
  }
  const bare = {
    id,
    account: book.account.id,
    startedAt: at,
    ...(durationSeconds !== undefined && { endsAt: at + Math.max(1, Math.round(durationSeconds * 1000)) }),
    ...(device !== undefined && { device }),
    ...(user !== undefined && { user }),
    ...(rate && { rate: { value: String(rate.value), unit: rate.unit, perSeconds: rate.perSeconds } }),
    unitKind,
    carry: '0',
    used: '0',
  }
  const flow = { ...bare, curve: curveFrom(network, bare, at) }
  return { ...book, flows: [...book.flows, flow] }
}
