import type { ServerResponse } from 'node:http'

/** Keeps what is written to a reply, by reference, beside sending it. */
export function captureBody(response: ServerResponse): { size(): number; text(): string } {
  const chunks: Buffer[] = []
  const write = response.write.bind(response) as (...args: unknown[]) => boolean
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse

  function keep(chunk: unknown): void {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk))
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
  }

  response.write = (...args: unknown[]) => {
    keep(args[0])
    return write(...args)
  }
  response.end = (...args: unknown[]) => {
    keep(args[0])
    return end(...args)
  }
  return {
    size: () => chunks.reduce((sum, chunk) => sum + chunk.length, 0),
    text: () => (chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString('utf8'),
  }
}
