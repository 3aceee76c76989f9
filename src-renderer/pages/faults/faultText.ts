// Active faults in words.
import type { FaultView } from '#shared/control/faultViews'
import type { FaultAct, FaultMatch, Limit } from '#shared/domain/fault'
import type { Latency } from '#shared/domain/latency'

function latencyText(delayMs: Latency): string {
  if ('fixed' in delayMs) return `${delayMs.fixed} ms`
  if ('from' in delayMs) return `${delayMs.from} to ${delayMs.to} ms`
  if ('normal' in delayMs) return `${delayMs.normal.mean} ± ${delayMs.normal.deviation} ms (normal)`
  if ('exponential' in delayMs) return `${delayMs.exponential.mean} ms on average (exponential)`
  return `${delayMs.lognormal.median} ms at the median, ${delayMs.lognormal.p95} ms at p95 (lognormal)`
}

function limitText({ requests, periodSeconds }: Limit): string {
  const each = requests === 1 ? '1 request' : `${requests} requests`
  return periodSeconds === undefined ? `${each} in all` : `${each} per ${periodSeconds} s`
}

export function actText(act: FaultAct): string {
  if ('status' in act) return `Answers ${act.status} ${act.code}`
  if ('reset' in act) return 'Resets the connection'
  if ('truncate' in act) return 'Breaks the reply off'
  if ('rateLimit' in act) return `Limits the rate to ${limitText(act.rateLimit)}`
  if ('quota' in act) return `Grants a quota of ${limitText(act.quota)}`
  return `Answers later by ${latencyText(act.delayMs)}`
}

function countText({ skip, count, every }: FaultMatch): string {
  const after = skip === undefined ? '' : ` after ${skip} that pass`
  if (count === undefined) return after === '' ? '' : `all${after}`
  if (every !== undefined) return `${count} of every ${every}${after}`
  return skip === undefined ? `the first ${count}` : `${count}${after}`
}

/** Which requests it meets. */
export function matchText(match: FaultMatch): string {
  const { api, operation, device, client, rate } = match
  const parts = [
    operation ?? api ?? 'Every request',
    device === undefined ? '' : `of device ${device}`,
    client === undefined ? '' : `of client ${client}`,
    countText(match),
    rate === undefined ? '' : `${Number((rate * 100).toPrecision(3))} % of them`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}

export function faultTitle({ act, deviation }: FaultView, titleOf: (name: string) => string | undefined): string {
  if (act) return actText(act)
  return (deviation !== undefined ? titleOf(deviation) : undefined) ?? deviation ?? ''
}
