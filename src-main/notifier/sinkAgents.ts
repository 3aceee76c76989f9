// Connections to sinks. Certificates are verified; what else is trusted at a sink has connections of its own.
import { setMaxListeners } from 'node:events'
import { createSecureContext } from 'node:tls'
import { Agent } from 'undici'
import type { SinkTrust } from '#shared/domain/sinkTrust'
import { guardedLookup } from './guardedLookup'
import type { SinkAddress } from './sinkAddress'

export interface SinkAgents {
  /** The agent for a sink as it is trusted now; at once where nothing is to be trusted, over plain http. */
  of(sink: SinkAddress): Agent | Promise<Agent>
  /** Closes every socket. */
  close(): Promise<void>
}

/**
 * @param trustOf asked for at each attempt over https; an entry that is another object than before gets new connections
 * @param attemptTimeoutMs after which a connection that is not made yet is given up
 */
export function createSinkAgents(
  trustOf: (origin: string) => Promise<SinkTrust | undefined>,
  attemptTimeoutMs: number,
): SinkAgents {
  const closing = new AbortController() // undici itself leaves a connection alone that is still being made
  setMaxListeners(0, closing.signal)

  // The timeout of an attempt is ours, on the wall clock, so undici's own are off.
  function createAgent(connect: object = {}): Agent {
    const ways = { timeout: attemptTimeoutMs, signal: closing.signal, lookup: guardedLookup(), ...connect }
    return new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: ways })
  }

  function agentTrusting({ ca, insecure }: SinkTrust): Agent {
    if (insecure) return createAgent({ rejectUnauthorized: false })
    return createAgent({ secureContext: createSecureContext({ ca }) })
  }

  const usual = createAgent()
  const special = new Map<string, { trust: SinkTrust; agent: Agent }>()

  function agentFor(origin: string, trust: SinkTrust | undefined): Agent {
    const known = special.get(origin)
    if (known && known.trust === trust) return known.agent
    if (known) {
      special.delete(origin)
      void known.agent.close() // what is under way there comes to its end
    }
    if (trust === undefined) return usual
    const agent = agentTrusting(trust)
    special.set(origin, { trust, agent })
    return agent
  }

  return {
    of({ isSecure, origin }) {
      return isSecure ? trustOf(origin).then((trust) => agentFor(origin, trust)) : usual
    },
    async close() {
      closing.abort()
      await Promise.all([usual, ...[...special.values()].map(({ agent }) => agent)].map((agent) => agent.destroy()))
    },
  }
}
