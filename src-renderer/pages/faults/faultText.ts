// Active faults in words.
import type { FaultView } from '#shared/control/views'
import type { FaultAct, FaultMatch } from '#shared/domain/fault'

export function actText(act: FaultAct): string {
  if ('status' in act) return `Answers ${act.status} ${act.code}`
  if ('reset' in act) return 'Resets the connection'
  if ('truncate' in act) return 'Breaks the reply off'
  const { delayMs } = act
  return `Answers ${'fixed' in delayMs ? delayMs.fixed : `${delayMs.from} to ${delayMs.to}`} ms later`
}

/** Which requests it meets. */
export function matchText({ api, operation, client, count, rate }: FaultMatch): string {
  const parts = [
    operation ?? api ?? 'Every request',
    client === undefined ? '' : `of client ${client}`,
    count === undefined ? '' : `the first ${count}`,
    rate === undefined ? '' : `${Number((rate * 100).toPrecision(3))} % of them`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}

export function faultTitle({ act, deviation }: FaultView, titleOf: (name: string) => string | undefined): string {
  if (act) return actText(act)
  return (deviation !== undefined ? titleOf(deviation) : undefined) ?? deviation ?? ''
}
