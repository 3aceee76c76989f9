/** A refusal that a fault asks for: any status and code, also such as the API would never give by itself. */
export class InjectedError extends Error {
  override readonly name = 'InjectedError'

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}
