import { BenchError } from '#shared/errors/benchError'

/** What a change is refused with that could not be brought to disk. */
export function storageFailed(path: string, cause: unknown): BenchError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new BenchError(
    'storageFailed',
    `The file ${path} could not be written (${reason}), so nothing was changed. ` +
      'See that there is space on the disk and that the folder may be written to, then try again.',
    { cause },
  )
}
