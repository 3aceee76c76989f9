// Which sinks a subscription may name (readings C8, C9).
import ipaddr from 'ipaddr.js'
import { BenchError } from '#shared/errors/benchError'

export interface SinkRules {
  readonly plainHttpLoopback: boolean
  /** Where no notification ever goes: link-local addresses and metadata services. */
  readonly isForbiddenHost: (host: string) => boolean
}

/** The characters of RFC 3986 alone: the URL parser repairs others, and what is kept and echoed is the text as it was sent. */
const ABSOLUTE_URL = /^[a-z][a-z\d+.-]*:\/\/(?!\/)(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\dA-Fa-f]{2})+$/

/** Host name or address as the URL parser normalises it, without IPv6 brackets and the root's dot. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

function rangeOf(host: string): string {
  if (!ipaddr.isValid(host)) return 'name'
  return ipaddr.process(host).range() // an IPv4 address mapped into IPv6 counts as what it is
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || rangeOf(host) === 'loopback'
}

function refused(why: string): BenchError {
  return new BenchError('invalidSink', `sink ${why}`, { field: 'sink' })
}

/**
 * Accepts https anywhere but at link-local addresses and metadata services, and plain http on this machine where the
 * setting `plainHttpLoopback` allows it. Names are judged as written; nothing is resolved here.
 * @throws BenchError `invalidSink`
 */
export function requireDeliverableSink(sink: string, { plainHttpLoopback, isForbiddenHost }: SinkRules): void {
  if (!ABSOLUTE_URL.test(sink) || !URL.canParse(sink))
    throw refused('is not an absolute URL; send one such as https://app.example.com/inbox, other characters encoded.')
  const url = new URL(sink)
  const host = hostOf(url)
  if (url.username !== '' || url.password !== '')
    throw refused('must not carry a user name or password; use sinkCredential.')
  if (isForbiddenHost(host))
    throw refused(`names ${host}, a link-local address or metadata service; notifications never go there.`)
  if (url.protocol === 'https:') return
  if (url.protocol !== 'http:') throw refused(`has the scheme ${url.protocol} where https is required.`)
  if (!isLoopback(host)) throw refused('must be https; plain http is accepted on this machine only (localhost).')
  if (!plainHttpLoopback) throw refused('must be https; the setting plainHttpLoopback is off.')
}
