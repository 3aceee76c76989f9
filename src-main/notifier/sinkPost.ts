// One POST to a sink by undici, bounded in what it reads of the reply; redirects are not followed.
import { request, type Dispatcher } from 'undici'
import type { SinkRequest } from '#shared/domain/notification'
import type { Reply } from './reply'

/** As much of a reply as is read; then the connection is given up. */
const REPLY_READ_BYTES = 64 * 1024

/** @throws the reason of `signal`, or an error of the network when no status line came. */
export async function postToSink(
  dispatcher: Dispatcher,
  sink: string,
  { headers, body }: SinkRequest,
  signal: AbortSignal,
): Promise<Reply> {
  const reply = await request(sink, { dispatcher, method: 'POST', headers, body, signal })
  return { status: reply.statusCode, headers: joined(reply.headers), body: await readBounded(reply.body) }
}

/** The status line has decided already: a body that breaks off, or takes too long, is kept as far as it came. */
async function readBounded(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes >= REPLY_READ_BYTES) break // leaving the loop destroys the socket
    }
  } catch {
    // as said above
  }
  return Buffer.concat(chunks).subarray(0, REPLY_READ_BYTES).toString('utf8')
}

function joined(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]))
}
