/** Who calls an API: the token's client and, with a three-legged token, the phone number it is bound to (reading C33). */
export interface Caller {
  readonly clientId: string
  readonly phoneNumber?: string
  /** Scopes of the token; the client `anonymous` of `--auth open` has all. */
  readonly scopes: readonly string[] | 'all'
}
