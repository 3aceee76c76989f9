// The way to a sink: connections of this room's own, and events in the form that CAMARA asks for. A module of its own,
// because the HTTP client and the event library are half of the program and are loaded with the first attempt only.
import { Agent } from 'undici'
import type { Reply } from './reply'
import { postToSink } from './sinkPost'
import { sinkRequestOf, type SinkRequest } from './sinkRequest'

export interface SinkTransport {
  readonly requestOf: typeof sinkRequestOf
  /** @throws the reason of `signal`, or an error of the network when no status line came. */
  post(sink: string, message: SinkRequest, signal: AbortSignal): Promise<Reply>
  /** Closes every socket. */
  close(): Promise<void>
}

export function openSinkTransport(): SinkTransport {
  // The timeout of an attempt is ours, on the wall clock, so undici's own are off.
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 0 } })
  return {
    requestOf: sinkRequestOf,
    post: (sink, message, signal) => postToSink(agent, sink, message, signal),
    close: () => agent.destroy(),
  }
}
