import { BenchError } from '#shared/errors/benchError'

/** What went wrong, in the words of whoever noticed. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** What a change is refused with that could not be brought to disk. */
export function storageFailed(path: string, cause: unknown): BenchError {
  return new BenchError(
    'storageFailed',
    `The file ${path} could not be written (${reasonOf(cause)}), so nothing was changed. ` +
      'See that there is space on the disk and that the folder may be written to, then try again.',
    { cause },
  )
}
