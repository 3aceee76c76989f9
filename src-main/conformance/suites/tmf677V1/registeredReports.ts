// What the tester registers before the run, from case TC_UsageReport_N1 of the conformance document.
import type { ReadingId } from './readings'

/** A text as registered, with the other spellings that the document itself shows. */
export interface Wording {
  readonly registered: string
  readonly alsoShown?: { readonly values: readonly string[]; readonly reading: ReadingId }
}

export interface RegisteredQuantity {
  readonly value: number
  readonly unit: Wording
}

export interface RegisteredBucket {
  readonly id: string
  readonly usageType: Wording
  readonly productId: string
  /** "usage in measured period" */
  readonly counter: RegisteredQuantity
  /** "balance till the end of the month" */
  readonly balance: RegisteredQuantity
}

export interface RegisteredReport {
  readonly id: string
  readonly name: Wording
  readonly userId: string
  readonly buckets: readonly RegisteredBucket[]
}

const MEGABYTES: Wording = { registered: 'MB' }
const MINUTES: Wording = { registered: 'minutes' }
const MESSAGES: Wording = { registered: 'messages', alsoShown: { values: ['message'], reading: 'U4' } }

function named(registered: string, shown: string): Wording {
  return { registered, alsoShown: { values: [shown], reading: 'U1' } }
}

export const UR001: RegisteredReport = {
  id: 'ur001',
  name: named('report1', 'report 1'),
  userId: 'u1',
  buckets: [
    {
      id: 'b111',
      usageType: { registered: 'data' },
      productId: 'p111',
      counter: { value: 3, unit: MEGABYTES },
      balance: { value: 2, unit: MEGABYTES },
    },
  ],
}

export const UR002: RegisteredReport = {
  id: 'ur002',
  name: named('report2', 'report 2'),
  userId: 'u1',
  buckets: [
    {
      id: 'b222',
      usageType: { registered: 'voice' },
      productId: 'p222',
      counter: { value: 500, unit: MINUTES },
      balance: { value: 300, unit: MINUTES },
    },
  ],
}

export const UR003: RegisteredReport = {
  id: 'ur003',
  name: named('report3', 'report 3'),
  userId: 'u2',
  buckets: [
    {
      id: 'b331',
      usageType: { registered: 'sms', alsoShown: { values: ['data'], reading: 'U3' } },
      productId: 'p333',
      counter: { value: 150, unit: MESSAGES },
      balance: { value: 149, unit: MESSAGES },
    },
    {
      id: 'b332',
      usageType: { registered: 'national voice', alsoShown: { values: ['voice'], reading: 'U3' } },
      productId: 'p222',
      counter: { value: 500, unit: MINUTES },
      balance: { value: 340, unit: MINUTES },
    },
  ],
}

export const REGISTERED_REPORTS: readonly RegisteredReport[] = [UR001, UR002, UR003]
