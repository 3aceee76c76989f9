/** The port through which rooms keep what is large and rarely read, each text in a file of its own. */
export interface TextFiles {
  /** Resolves when it is on disk; one of this id is replaced. @throws BenchError `storageFailed` */
  write(id: string, text: string): Promise<void>
  /** @returns undefined when there is none. */
  read(id: string): Promise<string | undefined>
  /** Does nothing when there is none. */
  remove(id: string): Promise<void>
  ids(): Promise<string[]>
}
