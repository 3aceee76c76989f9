// What HTTP and the bench can take of what a person says about a target, in words; undefined: nothing is wrong.

const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/
const OWN_HEADERS = ['connection', 'content-length', 'expect', 'host', 'keep-alive', 'transfer-encoding', 'upgrade']
/** What a URL may be written of; the rest is percent-encoded. */
const PATH = /^\/[\x21-\x7e]*$/

export function headerProblem(name: string, value: string): string | undefined {
  if (!HEADER_NAME.test(name)) return `has "${name}", which is not a header name`
  if (!HEADER_VALUE.test(value)) return `has a value for ${name} with characters that a header cannot hold`
  if (OWN_HEADERS.includes(name.toLowerCase())) return `may not set ${name}: HTTP needs it for itself`
  return undefined
}

/** Of a path with its query string, below the server root. */
export function pathProblem(path: string): string | undefined {
  if (!path.startsWith('/')) return 'must begin with /: the server root stands before it'
  if (!PATH.test(path)) return 'has spaces or other characters that must be percent-encoded'
  return path.includes('#') ? 'may have no fragment' : undefined
}
