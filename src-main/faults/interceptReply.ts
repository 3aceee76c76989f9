import type { OutgoingHttpHeader, ServerResponse } from 'node:http'
import type { Reply } from './behaviour'

type WriteHead = (status: number, ...rest: unknown[]) => ServerResponse
type End = (...args: unknown[]) => ServerResponse

function headersOf(response: ServerResponse): Record<string, string> {
  const text = (value: OutgoingHttpHeader) => (Array.isArray(value) ? value.join(', ') : String(value))
  const entries = Object.entries(response.getHeaders())
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, text(value)]])))
}

function bodyOf(chunk: unknown): string {
  if (typeof chunk === 'string') return chunk
  return chunk instanceof Uint8Array ? Buffer.from(chunk).toString('utf8') : ''
}

/** Sends half of it; what was announced never comes. */
function sendCut(response: ServerResponse, body: Buffer): void {
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
}

function send(response: ServerResponse, { status, headers, body, isCut }: Reply): void {
  const bytes = Buffer.from(body)
  response.statusCode = status
  const before = headersOf(response)
  for (const [name, value] of Object.entries(headers)) if (before[name] !== value) response.setHeader(name, value)
  if (bytes.length > 0) response.setHeader('Content-Length', bytes.length)
  const hasBody = bytes.length > 0 && response.req.method !== 'HEAD'
  if (isCut && hasBody) sendCut(response, bytes)
  else response.end(bytes)
}

/**
 * Sends `edit(reply)` in the place of the reply. The reply is text and sent at once, by one `end`, as the simulated APIs do.
 * Who captured the response before sees what is really sent.
 */
export function interceptReply(response: ServerResponse, edit: (reply: Reply) => Reply): void {
  const writeHead = response.writeHead.bind(response) as WriteHead
  const end = response.end.bind(response) as End

  response.writeHead = (status, ...rest) => {
    response.statusCode = status
    const headers = rest.at(-1) as Record<string, string> | undefined
    for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value)
    return response
  }

  response.end = ((chunk) => {
    response.writeHead = writeHead
    response.end = end as ServerResponse['end']
    send(response, edit({ status: response.statusCode, headers: headersOf(response), body: bodyOf(chunk) }))
    return response
  }) as End as ServerResponse['end']
}
