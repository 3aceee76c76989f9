import type { OutgoingHttpHeaders } from 'node:http'

/** A reply with status 200, ready to be sent. */
export interface Answer {
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
}

/** Remembers how a URL was answered, so that the next request for it needs no routing and no parsing. */
export interface AnswerCache {
  /** The answer now, rendered anew when the epoch has changed; nothing for a URL that is not kept. */
  get(url: string): Answer | undefined
  /** Renders the answer as of this second, and keeps how to do it again unless there is none. */
  keep<Result extends Answer | undefined>(url: string, render: () => Result): Result
}

/** What an entry takes besides its body, roughly. */
const ENTRY_BYTES = 1024

/**
 * @param epoch names the state of the world: within one epoch a URL's answer stays the same
 * @param maxBytes of all that is kept; beyond them the cache starts over
 */
export function createAnswerCache(epoch: () => string, maxBytes = 32 * 1024 * 1024): AnswerCache {
  const entries = new Map<string, { render: () => Answer | undefined; epoch: string; answer: Answer }>()
  let bytes = 0

  function forget(url: string) {
    const entry = entries.get(url)
    if (!entry) return
    bytes -= entry.answer.body.length + ENTRY_BYTES
    entries.delete(url)
  }

  function keep<Result extends Answer | undefined>(url: string, render: () => Result): Result {
    forget(url)
    const answer = render()
    if (!answer) return answer
    const size = answer.body.length + ENTRY_BYTES
    if (size > maxBytes) return answer
    if (bytes + size > maxBytes) {
      entries.clear()
      bytes = 0
    }
    bytes += size
    entries.set(url, { render, epoch: epoch(), answer })
    return answer
  }

  function get(url: string) {
    const entry = entries.get(url)
    if (!entry) return undefined
    if (entry.epoch === epoch()) return entry.answer
    try {
      return keep(url, entry.render)
    } catch {
      return undefined // The router meets the same error, and has a renderer for it.
    }
  }

  return { get, keep }
}
