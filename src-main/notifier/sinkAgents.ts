// Connections to sinks. Certificates are verified; what else is trusted at a sink has connections of its own.
import { createSecureContext } from 'node:tls'
import { Agent, buildConnector } from 'undici'
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
  /** Of the connections that are still being made, which undici leaves alone when an agent is destroyed. */
  const making = new Set<AbortController>()

  // A signal for each: Node keeps a socket on its signal when it has long been closed.
  function connectorOf(options: object): buildConnector.connector {
    return (to, callback) => {
      const ending = new AbortController()
      making.add(ending)
      const ways = { timeout: attemptTimeoutMs, signal: ending.signal, lookup: guardedLookup(), ...options }
      buildConnector(ways)(to, (...made) => {
        making.delete(ending)
        callback(...made)
      })
    }
  }

  // The timeout of an attempt is ours, on the wall clock, so undici's own are off.
  function createAgent(options: object = {}): Agent {
    return new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: connectorOf(options) })
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
      for (const ending of making) ending.abort()
      await Promise.all([usual, ...[...special.values()].map(({ agent }) => agent)].map((agent) => agent.destroy()))
    },
  }
}
