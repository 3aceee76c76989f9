/** A command that did its work and has a verdict to tell throws this instead of ending the process. */
export class ExitWith extends Error {
  constructor(readonly exitCode: number) {
    super(`exit ${exitCode}`)
  }
}
