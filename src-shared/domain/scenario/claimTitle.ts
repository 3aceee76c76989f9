import type { Claim, CounterClaim, ExchangeClaim, NotificationClaim } from './expectation'

function notificationText({ type, device, met }: NotificationClaim): string {
  return `${type} for ${device}${met === undefined ? '' : met ? ', met again' : ', not met'}`
}

function counterText({ bucket, device, user, value, unit }: CounterClaim): string {
  return `${bucket} counts ${value} ${unit}${device === undefined && user === undefined ? '' : ` for ${device ?? user ?? ''}`}`
}

function howMany({ count, atLeast }: ExchangeClaim): string {
  if (count !== undefined) return `${count}`
  return `${atLeast ?? 1} or more`
}

/** Who called, what, and what came of it: `listUsageConsumptionReport answered 503`. */
export function exchangeText({ api, operation, status, client }: ExchangeClaim): string {
  const what = operation ?? api
  return `${what}${client === undefined ? '' : ` by ${client}`}${status === undefined ? '' : ` answered ${status}`}`
}

/** An expectation in a few words, for people. @param within how long it has time, as written */
export function claimTitle(claim: Claim, within?: string): string {
  switch (claim.kind) {
    case 'notification':
      return `${notificationText(claim.is)}, within ${within ?? ''}`
    case 'noNotification':
      return `no ${notificationText(claim.is)}, for ${within ?? ''}`
    case 'assessment':
      return `${claim.is.device} ${claim.is.met ? 'meets' : 'does not meet'} its profile`
    case 'balance':
      return `${claim.is.value} ${claim.is.unit} remain in ${claim.is.bucket}`
    case 'counter':
      return counterText(claim.is)
    case 'exchange':
      return `${howMany(claim.is)} × ${exchangeText(claim.is)}, within ${within ?? ''}`
  }
}
