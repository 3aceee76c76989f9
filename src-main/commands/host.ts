/** What a command needs of the process that runs it. */
export interface Host {
  readonly version: string
  /** The built window. */
  readonly uiFolder: string
  print(line: string): void
  printError(line: string): void
  /** Takes SIGINT and SIGTERM over from now on; resolves at the first of them. */
  stopRequested(): Promise<void>
}
