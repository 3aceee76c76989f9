// Decides whether an expectation holds, from what the bench really did.
import Big from 'big.js'
import type { ExchangeClaim, NotificationClaim } from '#shared/domain/scenario/expectation'
import { exchangeText } from '#shared/domain/scenario/claimTitle'
import type { PlannedExpectation } from '../plan'
import type { Judgement } from '../player/progress'
import type { Evidence, RaisedNotification, SeenExchange } from './evidence'

export type Finding = Pick<Judgement, 'verdict' | 'message' | 'expected' | 'actual'>

/** What happened within the time of an expectation so far. */
export interface Seen {
  /** Bench instant from which exchanges are known: the journal does not outlive the bench. */
  readonly exchangesSince: number
  readonly notifications: readonly RaisedNotification[]
  readonly exchanges: number
}

const iso = (at: number) => new Date(at).toISOString()
const inconclusive = (message: string): Finding => ({ verdict: 'inconclusive', message })

function found(isSo: boolean, expected: unknown, actual: unknown, messages: readonly [string, string]): Finding {
  return { verdict: isSo ? 'pass' : 'fail', message: isSo ? messages[0] : messages[1], expected, actual }
}

export function matchesNotification(
  claim: NotificationClaim,
  { opensAt, closesAt }: PlannedExpectation,
  one: RaisedNotification,
  subscriptionId: string | undefined,
): boolean {
  if (one.raisedAt < opensAt || one.raisedAt > closesAt) return false
  if (one.type !== claim.type || one.deviceId !== claim.device) return false
  if (claim.profile !== undefined && one.profileId !== claim.profile) return false
  if (claim.subscription !== undefined && one.subscriptionId !== subscriptionId) return false
  return claim.met === undefined || one.met === claim.met
}

export function matchesExchange(claim: ExchangeClaim, expectation: PlannedExpectation, one: SeenExchange): boolean {
  if (one.at < expectation.opensAt || one.at > expectation.closesAt || one.api !== claim.api) return false
  if (claim.operation !== undefined && one.operation !== claim.operation) return false
  if (claim.client !== undefined && one.client !== claim.client) return false
  return claim.status === undefined || one.status === claim.status
}

function told({ type, deviceId, raisedAt, met }: RaisedNotification): string {
  return `${type} for ${deviceId} at ${iso(raisedAt)}${met === undefined ? '' : met ? ', met' : ', not met'}`
}

function ofNotification({ title, closesAt }: PlannedExpectation, seen: Seen, isOver: boolean): Finding | undefined {
  const [first] = seen.notifications
  if (!first && !isOver) return undefined
  return found(first !== undefined, title, first ? told(first) : 'none', [
    first ? `It was raised at ${iso(first.raisedAt)}.` : '',
    `None was raised until ${iso(closesAt)}.`,
  ])
}

function ofNoNotification({ title, closesAt }: PlannedExpectation, seen: Seen, isOver: boolean): Finding | undefined {
  const [first] = seen.notifications
  if (!first && !isOver) return undefined
  return found(first === undefined, title, first ? told(first) : 'none', [
    `None was raised until ${iso(closesAt)}.`,
    first ? `One was raised at ${iso(first.raisedAt)}.` : '',
  ])
}

function ofExchange(
  claim: ExchangeClaim,
  { opensAt }: PlannedExpectation,
  { exchanges, exchangesSince }: Seen,
  isOver: boolean,
): Finding | undefined {
  const { count, atLeast = 1 } = claim
  const isEnough = count === undefined ? exchanges >= atLeast : exchanges === count
  const isCertain = count === undefined ? isEnough : exchanges > count // whatever else there was, or will be
  if (!isCertain && !isOver) return undefined
  if (!isCertain && opensAt < exchangesSince)
    return inconclusive(`The bench was started anew at ${iso(exchangesSince)}: what came before is not known.`)
  const times = (n: number) => `${n} ×`
  const wanted = count === undefined ? `${times(atLeast)} or more` : times(count)
  const text = `${times(exchanges)} ${exchangeText(claim)}`
  return found(isEnough, wanted, times(exchanges), [`Seen: ${text}.`, `Seen: ${text}, expected ${wanted}.`])
}

function ofAmount(claim: { value: number | string; unit: string }, actual: string | undefined): Finding {
  if (actual === undefined) return inconclusive('There is no such balance or counter, or not in such a unit.')
  const { value, unit } = claim
  return found(Big(value).eq(actual), `${value} ${unit}`, `${actual} ${unit}`, [
    `It is ${actual} ${unit}.`,
    `It is ${actual} ${unit}, not ${value} ${unit}.`,
  ])
}

function ofAssessment({ met }: { met: boolean }, actual: boolean | undefined): Finding {
  if (actual === undefined) return inconclusive('The device or the profile is not there any more.')
  const words = (isMet: boolean) => (isMet ? 'met' : 'not met')
  return found(met === actual, words(met), words(actual), [
    `Its thresholds are ${words(actual)}.`,
    `Its thresholds are ${words(actual)}, expected ${words(met)}.`,
  ])
}

/**
 * @param isOver no more can happen that counts
 * @returns undefined while it is open
 */
export function judge(
  expectation: PlannedExpectation,
  seen: Seen,
  evidence: Evidence,
  isOver: boolean,
): Finding | undefined {
  const { claim } = expectation
  switch (claim.kind) {
    case 'notification':
      return ofNotification(expectation, seen, isOver)
    case 'noNotification':
      return ofNoNotification(expectation, seen, isOver)
    case 'exchange':
      return ofExchange(claim.is, expectation, seen, isOver)
    case 'assessment':
      return isOver ? ofAssessment(claim.is, evidence.isMet(claim.is.device, claim.is.profile)) : undefined
    case 'balance':
      return isOver ? ofAmount(claim.is, evidence.remaining(claim.is)) : undefined
    case 'counter':
      return isOver ? ofAmount(claim.is, evidence.counted(claim.is)) : undefined
  }
}
