/** More than any list of usage reports needs; what lies beyond is not read. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024

export interface ReceivedBody {
  /** Decoded as UTF-8. */
  readonly text: string
  /** Why it is not whole, in words. */
  readonly problem?: string
}

/**
 * Keeps what came even when the rest does not.
 * @param explain what broke it off, in words
 */
export async function readBody(
  body: AsyncIterable<Buffer>,
  explain: (error: Error, receivedBytes: number) => string,
): Promise<ReceivedBody> {
  const chunks: Buffer[] = []
  let receivedBytes = 0
  const text = () => new TextDecoder().decode(Buffer.concat(chunks))
  try {
    for await (const chunk of body) {
      receivedBytes += chunk.length
      if (receivedBytes > MAX_BODY_BYTES) {
        const problem = `body too large: it goes on after ${MAX_BODY_BYTES} bytes, which is where reading stopped`
        return { text: text(), problem }
      }
      chunks.push(chunk)
    }
    return { text: text() }
  } catch (error) {
    return { text: text(), problem: explain(error as Error, receivedBytes) }
  }
}
