// Whatever happens to a bucket, nothing appears and nothing is lost: opened + topped up − used − expired = remaining, what
// the counters counted is what was used, and what a flow used is what the entries say of it. Exactly, in smallest units.
import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RegisteredBucket } from '#shared/domain/registeredReport'
import { zLedgerRules } from '#shared/domain/ledgerRules'
import { BenchError } from '#shared/errors/benchError'
import { advance, endFlows, openAt } from './advance'
import { remainingOfBalance, type Book } from './book'
import { startFlow } from './flows'
import { charge, topUp } from './movements'
import type { UsageNetworkPort } from './ports'
import { termsOf } from './terms'

/** Ten seconds before the end of a February with a leap day. */
const START = Date.parse('2028-02-29T23:59:50Z')
const DAY = 86_400_000

/** A rate that rises and falls on lines, some of them steep, and is known for a while only. */
const network: UsageNetworkPort = {
  hasDevice: () => true,
  downRateKbps: (_, at) => 300 + Math.abs((((at - START) / 7) % 900) - 450),
  bendsAfter: (_, after, limit) =>
    Array.from({ length: 40 }, (_unused, index) => START + index * 3150)
      .filter((at) => at > after)
      .slice(0, limit),
  throttle: () => Promise.resolve(),
  throttles: () => [],
  release: () => Promise.resolve(),
}

type Step =
  | { kind: 'wait'; ms: number }
  | { kind: 'charge' | 'topUp'; value: number; device: string | undefined }
  | { kind: 'flow'; device: string; seconds: number; rate: number | undefined }
  | { kind: 'stop' }

const device = fc.constantFrom('d1', 'd2')
const arbitrarySteps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.nat(40 * DAY)),
    }),
    fc.record({
      kind: fc.constantFrom('charge' as const, 'topUp' as const),
      value: fc.integer({ min: 1, max: 300_000 }),
      device: fc.option(device, { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant('flow' as const),
      device,
      seconds: fc.integer({ min: 1, max: 90 }),
      rate: fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined }),
    }),
    fc.record({ kind: fc.constant('stop' as const) }),
  ),
  { maxLength: 14 },
)

/** Two flows share the millisecond in which the bucket runs empty, and somebody looked before. */
const EMPTIED_BY_TWO: [Step[], number[]] = [
  [
    { kind: 'flow', device: 'd1', seconds: 11, rate: undefined },
    { kind: 'flow', device: 'd2', seconds: 11, rate: 1 },
    { kind: 'wait', ms: 10_134 },
  ],
  [99],
]

const RULES = [
  { beyond: 'refuse' },
  { beyond: 'outOfBucket' },
  { beyond: 'outOfBucket', period: 'none' },
  { beyond: 'refuse', expiresAt: new Date(START + 45 * DAY).toISOString() },
] as const

function bucketOf(rules: object): RegisteredBucket {
  return {
    id: 'b',
    product: { id: 'p' },
    bucketBalance: [
      { unit: 'KB', remainingValue: 400 },
      { unit: 'MB', remainingValue: 0.25 },
    ],
    bucketCounter: [
      { unit: 'B', value: 0 },
      { unit: 'B', value: 0, countedFor: { device: 'd1' } },
      { unit: 'B', value: 0, countedFor: { device: 'd2' } },
      { unit: 'B', value: 0, countertype: 'outOfBucket' },
    ],
    ledger: zLedgerRules.parse(rules),
  }
}

/** A refusal changes nothing; any other error is a bug. */
function attempt(book: Book, work: () => Book): Book {
  try {
    return work()
  } catch (error) {
    if (error instanceof BenchError) return book
    throw error
  }
}

function take(book: Book, step: Step, bucket: RegisteredBucket, id: string): Book {
  const terms = termsOf(bucket)
  if (step.kind === 'wait') return advance(book, terms, book.account.at + step.ms)
  if (step.kind === 'stop') return { ...book, flows: book.flows.slice(1) }
  const done = attempt(book, () => {
    if (step.kind === 'flow') {
      const rate = step.rate === undefined ? {} : { rate: { value: step.rate, unit: 'B', perSeconds: 1 } }
      return startFlow(book, terms, { device: step.device, durationSeconds: step.seconds, ...rate }, id, network)
    }
    const amount = { value: step.value, unit: 'B' }
    return step.kind === 'charge' ? charge(book, terms, amount, { device: step.device }) : topUp(book, terms, amount)
  })
  return endFlows(done, terms)
}

const sum = (values: readonly (string | undefined)[]) => values.reduce((total, one) => total.plus(one ?? 0), Big(0))

/** The entries of the validity period that holds. */
function ofThisPeriod({ entries }: Book) {
  const opened = entries.findLastIndex(({ kind }) => kind === 'opened')
  return entries.slice(opened)
}

/** What the entries say, but for how often a flow was settled between two others. */
function told({ entries }: Book) {
  const uses = new Map<string, Big>()
  return [...entries, undefined].flatMap((entry) => {
    if (entry?.kind === 'used') {
      const key = `${entry.flow} of ${entry.device}`
      uses.set(key, sum([uses.get(key)?.toFixed(), entry.amount]))
      return []
    }
    const used = [...uses].map(([by, amount]) => `${by}: ${amount.toFixed()}`).sort()
    uses.clear()
    return [...used, { ...entry, id: undefined }]
  })
}

function expectConserved(book: Book): void {
  const { balances, counters, outOfBucket } = book.account
  const entries = ofThisPeriod(book)
  const amountsOf = (...kinds: string[]) =>
    sum(entries.filter(({ kind }) => kinds.includes(kind)).map(({ amount }) => amount))
  const used = amountsOf('charged', 'used')
  const beyond = Big(outOfBucket['volume'] ?? 0)
  const remaining = balances.reduce((total, balance) => total.plus(remainingOfBalance(balance)), Big(0))
  const opened = sum(balances.map((balance) => balance.opened))

  expect(balances.every((balance) => remainingOfBalance(balance).gte(0))).toBe(true)
  expect(opened.plus(amountsOf('toppedUp')).minus(used).plus(beyond).minus(amountsOf('expired')).toFixed()).toBe(
    remaining.toFixed(),
  )
  expect(sum(entries.map((entry) => entry.outOfBucket)).toFixed()).toBe(beyond.toFixed())
  expect([counters[0], counters[3]]).toEqual([used.minus(beyond).toFixed(), beyond.toFixed()])
  for (const [index, name] of [[1, 'd1'] as const, [2, 'd2'] as const]) {
    const own = entries.filter((entry) => entry.device === name && (entry.kind === 'charged' || entry.kind === 'used'))
    expect(counters[index]).toBe(
      sum(own.map(({ amount }) => amount))
        .minus(sum(own.map((entry) => entry.outOfBucket)))
        .toFixed(),
    )
  }
  for (const { id, used: usedByFlow } of book.flows) {
    expect(sum(book.entries.filter(({ flow }) => flow === id).map(({ amount }) => amount)).toFixed()).toBe(usedByFlow)
  }
}

describe.each(RULES)('a bucket with the rules %j', (rules) => {
  const bucket = bucketOf(rules)
  const terms = termsOf(bucket)
  const opened = () => openAt({ reportId: 'r', bucketId: 'b' }, terms, START)

  it('loses nothing and makes up nothing, whatever charges, flows, top-ups and months do to it', () => {
    fc.assert(
      fc.property(arbitrarySteps, (steps) => {
        let book = opened()
        steps.forEach((step, index) => {
          book = take(book, step, bucket, `f${index}`)
          expectConserved(book)
        })
      }),
      { numRuns: 60 },
    )
  })

  it('reads the same however often it was looked at on the way', () => {
    const looks = fc.array(fc.nat(1000), { maxLength: 8 })
    fc.assert(
      fc.property(arbitrarySteps, looks, (steps, ratios) => {
        let looked = opened()
        let jumped = opened()
        steps.forEach((step, index) => {
          if (step.kind === 'wait') {
            const { at } = looked.account
            const instants = ratios.map((ratio) => at + Math.floor((step.ms * ratio) / 1000)).sort((a, b) => a - b)
            looked = instants.reduce((book, instant) => advance(book, terms, instant), looked)
            looked = advance(looked, terms, at + step.ms)
            jumped = take(jumped, step, bucket, '')
          } else {
            looked = take(looked, step, bucket, `f${index}`)
            jumped = take(jumped, step, bucket, `f${index}`)
          }
          expect({ ...looked.account, entryCount: 0 }).toEqual({ ...jumped.account, entryCount: 0 })
          expect(looked.flows).toEqual(jumped.flows)
          expect(told(looked)).toEqual(told(jumped))
        })
      }),
      { numRuns: 40, examples: [EMPTIED_BY_TWO] },
    )
  })
})
