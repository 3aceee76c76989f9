// Secrets never reach a report: it is handed on as evidence.

const REDACTED = '***'
const ALWAYS_SECRET = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie']

/** @param alsoSecret names of headers whose values the tester configured */
export function redacted(
  headers: Readonly<Record<string, string>>,
  alsoSecret: readonly string[] = [],
): Record<string, string> {
  const secret = new Set([...ALWAYS_SECRET, ...alsoSecret].map((name) => name.toLowerCase()))
  const entries = Object.entries(headers).map(([name, value]) => [name, secret.has(name) ? REDACTED : value])
  return Object.fromEntries(entries) as Record<string, string>
}
