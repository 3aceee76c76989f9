import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { WallClock } from '#shared/domain/clocks'
import type { Behaviour } from './behaviour'
import { interceptReply } from './interceptReply'
import type { Hit } from './rule'

/** Also ends when the client, or the bench's own stop, closes the connection. */
function wait(delayMs: number, response: ServerResponse, wall: Pick<WallClock, 'schedule'>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = wall.schedule(delayMs, resolve)
    response.once('close', () => {
      cancel()
      resolve()
    })
  })
}

function delayOf(hits: readonly Hit[]): number {
  return hits.reduce((sum, { behaviour, draw }) => sum + (behaviour.delayMs?.(draw) ?? 0), 0)
}

function editReply(behaviours: readonly Behaviour[], url: URL, response: ServerResponse): void {
  const { method = 'GET' } = response.req
  const edits = behaviours.flatMap(({ edit }) => edit ?? [])
  if (edits.length === 0) return
  interceptReply(response, (reply) => edits.reduce((edited, edit) => edit(edited, url, method), reply))
}

function rewriteRequest(behaviours: readonly Behaviour[], url: URL, request: IncomingMessage): void {
  const rewrites = behaviours.flatMap(({ rewrite }) => rewrite ?? [])
  if (rewrites.length === 0) return
  const { pathname, search } = rewrites.reduce((rewritten, rewrite) => rewrite(rewritten), url)
  request.url = pathname + search
}

/** TLS has no reset of its own; the connection ends without a reply all the same. */
function reset(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy()
  else socket.resetAndDestroy()
}

function refuse({ behaviour, waitMs }: Hit, response: ServerResponse): void {
  const refusal = behaviour.refuse?.(waitMs)
  if (refusal === undefined) return
  const { error, retryAfterSeconds } = refusal
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', retryAfterSeconds)
  throw error
}

/**
 * Lets the rules act on a request that they hit, each kind of act over all rules before the next kind.
 * @returns false when nobody is there to answer any more
 * @throws InjectedError, or BenchError of a limit
 */
export async function enact(
  hits: readonly Hit[],
  request: IncomingMessage,
  response: ServerResponse,
  wall: Pick<WallClock, 'schedule'>,
): Promise<boolean> {
  const behaviours = hits.map(({ behaviour }) => behaviour)
  const url = new URL(request.url ?? '/', 'http://bench')
  editReply(behaviours, url, response)
  const delayMs = delayOf(hits)
  if (delayMs > 0) await wait(delayMs, response, wall)
  if (response.destroyed) return false
  rewriteRequest(behaviours, url, request)
  if (behaviours.some((behaviour) => behaviour.reset)) {
    reset(request.socket)
    return false
  }
  for (const hit of hits) refuse(hit, response)
  return true
}
