// What a registered bucket says of its ledger: amounts in smallest units, and its rules.
import type Big from 'big.js'
import { zLedgerRules, type LedgerRules } from '#shared/domain/ledgerRules'
import type { RegisteredBucket } from '#shared/domain/registeredReport'
import { quantityOf, scaleOf } from './quantity'

interface Measure {
  /** Undefined where its unit is none that can be calculated with: it then stays as registered. */
  readonly kind: string | undefined
  readonly unit: string
  readonly initial: Big | undefined
}

export interface CounterTerms extends Measure {
  /** `countertype` outOfBucket: it counts what went beyond the balance, the others what came out of it. */
  readonly countsOutOfBucket: boolean
  readonly device: string | undefined
  readonly user: string | undefined
}

export interface Terms {
  readonly balances: readonly Measure[]
  readonly counters: readonly CounterTerms[]
  readonly rules: LedgerRules
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  /** Equal for two buckets whose ledgers mean the same. */
  readonly fingerprint: string
}

/** As the published TMF677 spells it from v3 on, of the usage beyond a bucket. */
const OUT_OF_BUCKET = 'outOfBucket'

const known = new WeakMap<RegisteredBucket, Terms>()

function measureOf(unit: string, value: number): Measure {
  const scale = scaleOf(unit)
  return { unit, kind: scale?.kind, initial: scale && quantityOf(value, unit).amount }
}

function read(bucket: RegisteredBucket): Terms {
  const { bucketBalance = [], bucketCounter = [], ledger } = bucket
  const rules = ledger ?? zLedgerRules.parse({})
  return {
    balances: bucketBalance.map(({ unit, remainingValue }) => measureOf(unit, remainingValue)),
    counters: bucketCounter.map(({ unit, value, countertype, countedFor }) => ({
      ...measureOf(unit, value),
      countsOutOfBucket: countertype === OUT_OF_BUCKET,
      device: countedFor?.device,
      user: countedFor?.user,
    })),
    rules,
    expiresAt: rules.expiresAt === undefined ? Infinity : Date.parse(rules.expiresAt),
    fingerprint: JSON.stringify([
      bucketBalance.map(({ unit, remainingValue }) => [unit, remainingValue]),
      bucketCounter.map(({ unit, value, countertype, countedFor }) => [unit, value, countertype, countedFor]),
      rules,
    ]),
  }
}

export function termsOf(bucket: RegisteredBucket): Terms {
  const terms = known.get(bucket) ?? read(bucket)
  known.set(bucket, terms)
  return terms
}

/** The kinds of unit that a bucket measures, balances first. */
export function kindsOf({ balances, counters }: Terms): string[] {
  return [...new Set([...balances, ...counters].flatMap(({ kind }) => kind ?? []))]
}

export function hasBalanceOf({ balances }: Terms, kind: string): boolean {
  return balances.some((balance) => balance.kind === kind)
}
