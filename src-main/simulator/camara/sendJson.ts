import type { ServerResponse } from 'node:http'

/** Ends a reply with a JSON body, or with none. */
export function sendJson(response: ServerResponse, status: number, body: object | undefined): void {
  response.statusCode = status
  if (body === undefined) {
    response.end()
    return
  }
  const text = JSON.stringify(body)
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.setHeader('Content-Length', Buffer.byteLength(text))
  response.end(text)
}
