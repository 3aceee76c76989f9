// The way to a sink: connections of this room's own, and events in the form that CAMARA asks for. A module of its own,
// because the HTTP client and the event library are half of the program and are loaded with the first attempt only.
import type { SinkRequest } from '#shared/domain/notification'
import type { SinkTrust } from '#shared/domain/sinkTrust'
import type { Reply } from './reply'
import { createSinkAgents } from './sinkAgents'
import { postToSink } from './sinkPost'
import { sinkRequestOf } from './sinkRequest'

export interface SinkTransport {
  readonly requestOf: typeof sinkRequestOf
  /** @throws the reason of `signal`, or an error of the network when no status line came. */
  post(sink: string, message: SinkRequest, signal: AbortSignal): Promise<Reply>
  /** Closes every socket. */
  close(): Promise<void>
}

/** @param trustOf what to trust at an https origin besides what the well-known authorities vouch for */
export function openSinkTransport(trustOf: (origin: string) => Promise<SinkTrust | undefined>): SinkTransport {
  const agents = createSinkAgents(trustOf)
  return {
    requestOf: sinkRequestOf,
    post: async (sink, message, signal) => postToSink(await agents.of(new URL(sink)), sink, message, signal),
    close: () => agents.close(),
  }
}
