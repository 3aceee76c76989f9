// The way to a sink: connections of this room's own, and events in the form that CAMARA asks for. A module of its own,
// because the HTTP client and the event library are half of the program and are loaded with the first attempt only.
import type { SinkRequest } from '#shared/domain/notification'
import type { SinkTrust } from '#shared/domain/sinkTrust'
import type { SinkAddress } from './sinkAddress'
import { createSinkAgents } from './sinkAgents'
import { SinkPost } from './sinkPost'
import { sinkRequestOf } from './sinkRequest'

export interface SinkTransport {
  readonly requestOf: typeof sinkRequestOf
  post(sink: SinkAddress, message: SinkRequest): SinkPost
  /** Closes every socket. */
  close(): Promise<void>
}

/** @param trustOf what to trust at an https origin besides what the well-known authorities vouch for */
export function openSinkTransport(
  trustOf: (origin: string) => Promise<SinkTrust | undefined>,
  attemptTimeoutMs: number,
): SinkTransport {
  const agents = createSinkAgents(trustOf, attemptTimeoutMs)
  return {
    requestOf: sinkRequestOf,
    post(sink, message) {
      const post = new SinkPost()
      const agent = agents.of(sink)
      if (agent instanceof Promise) {
        agent.then((found) => post.send(found, sink, message)).catch((error: unknown) => post.stop(error))
      } else {
        post.send(agent, sink, message)
      }
      return post
    },
    close: () => agents.close(),
  }
}
