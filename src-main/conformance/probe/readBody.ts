import { decodeBody } from './decodeBody'

/** More than any list of usage reports needs; what lies beyond is not read. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024

export interface ReceivedBody {
  /** Without its codings, decoded as UTF-8. */
  readonly text: string
  /** Why it is not whole, in words. */
  readonly problem?: string
}

/**
 * Keeps what came even when the rest does not.
 * @param contentEncoding as the reply declares it; empty for none
 * @param explain what broke it off, in words
 */
export async function readBody(
  body: AsyncIterable<Buffer>,
  contentEncoding: string,
  explain: (error: Error, receivedBytes: number) => string,
): Promise<ReceivedBody> {
  const chunks: Buffer[] = []
  let receivedBytes = 0
  const received = (brokenOff?: string): ReceivedBody => {
    const decoded = decodeBody(Buffer.concat(chunks), contentEncoding, MAX_BODY_BYTES)
    const problem = brokenOff ?? decoded.problem
    return { text: new TextDecoder().decode(decoded.bytes), ...(problem !== undefined && { problem }) }
  }
  try {
    for await (const chunk of body) {
      receivedBytes += chunk.length
      if (receivedBytes > MAX_BODY_BYTES) {
        return received(`body too large: it goes on after ${MAX_BODY_BYTES} bytes, which is where reading stopped`)
      }
      chunks.push(chunk)
    }
    return received()
  } catch (error) {
    return received(explain(error as Error, receivedBytes))
  }
}
