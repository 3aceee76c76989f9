// What can be asked of a token, as a form and as the request it makes.
import type { TokenDefect, TokenRequest } from '#shared/control/operations/tokenOperations'

export interface TokenForm {
  readonly clientId: string
  /** Empty: all. */
  readonly scopes: readonly string[]
  /** Empty: two-legged. */
  readonly phoneNumber: string
  readonly minutes: number | undefined
  readonly defect: 'none' | TokenDefect
}

/** What a token of this kind gets by an API. */
export const DEFECT_TEXT: Readonly<Record<TokenForm['defect'], { label: string; effect: string }>> = {
  none: { label: 'Valid', effect: 'Opens the APIs of its scopes.' },
  expired: { label: 'Expired', effect: 'Ran out a minute ago by the bench clock: 401 UNAUTHENTICATED.' },
  wrongAudience: { label: 'Wrong audience', effect: 'Made for another API: 401 UNAUTHENTICATED.' },
  wrongSignature: { label: 'Wrong signature', effect: 'Signed by a key that nobody published: 401 UNAUTHENTICATED.' },
  missingScope: { label: 'Without scope', effect: 'Carries no scope at all: 403 PERMISSION_DENIED.' },
}

export function tokenRequestOf({ clientId, scopes, phoneNumber, minutes, defect }: TokenForm): TokenRequest {
  return {
    ...(clientId.trim() !== '' && { clientId: clientId.trim() }),
    ...(scopes.length > 0 && { scopes: [...scopes] }),
    ...(phoneNumber !== '' && { phoneNumber }),
    ...(minutes !== undefined && { expiresInSeconds: minutes * 60 }),
    ...(defect !== 'none' && { defect }),
  }
}
