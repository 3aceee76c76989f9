// `/openapi` and `/docs`: the simulated APIs described in our own words, and those descriptions to read in a browser.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { DescribedApi } from './openApiDocument'
import { docsPage } from './docsPage'

export interface OpenApiPorts {
  /** Asked for with the first request: nothing of this is made at the start. */
  apis: () => Promise<readonly DescribedApi[]>
  serverRoot: () => string
  /** Told of what is no refusal but a bug. */
  onProblem: (message: string) => void
}

interface Answer {
  readonly status?: number
  readonly type: string
  readonly body: string
}

const JSON_TYPE = 'application/json; charset=utf-8'
/** The page needs its own script and style, and asks this bench only. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  type: JSON_TYPE,
  body: JSON.stringify({ status, code, message }),
})
const notFound = (message: string) => refusal(404, 'NOT_FOUND', message)

function listOf(apis: readonly DescribedApi[], serverRoot: string): Answer {
  const list = apis.map(({ name, title, version }) => ({
    title,
    version,
    json: `${serverRoot}/openapi/${name}.json`,
    yaml: `${serverRoot}/openapi/${name}.yaml`,
    docs: `${serverRoot}/docs/${name}`,
  }))
  return { type: JSON_TYPE, body: JSON.stringify(list) }
}

export function createOpenApiApp({ apis, serverRoot, onProblem }: OpenApiPorts): RequestListener {
  async function description(file: string): Promise<Answer> {
    const known = await apis()
    const [, name, format] = /^(.+)\.(json|yaml)$/.exec(file) ?? []
    const api = known.find((one) => one.name === name)
    if (!api)
      return notFound(
        `There is no description "${file}". There is ${known.map((one) => `${one.name}.json`).join(', ')}.`,
      )
    const { openApiDocument } = await import('./openApiDocument')
    const document = openApiDocument(api, serverRoot())
    if (format === 'json') return { type: JSON_TYPE, body: JSON.stringify(document) }
    const { stringify } = await import('yaml')
    return { type: 'application/yaml; charset=utf-8', body: stringify(document, { aliasDuplicateObjects: false }) }
  }

  async function docs(rest: string): Promise<Answer> {
    if (rest === 'rapidoc.js') {
      const { RAPIDOC } = await import('./rapidoc')
      return { type: 'text/javascript; charset=utf-8', body: RAPIDOC }
    }
    const known = await apis()
    const shown = rest === '' ? known[0] : known.find(({ name }) => name === rest)
    if (!shown) return notFound(`There is no such page. GET /docs shows ${known.map(({ title }) => title).join(', ')}.`)
    return { type: 'text/html; charset=utf-8', body: docsPage(shown, known) }
  }

  async function answer(url: string): Promise<Answer> {
    const [path = ''] = url.split('?')
    const [, segment, rest = ''] = /^\/(openapi|docs)\/?(.*)$/.exec(path) ?? []
    if (segment === 'docs') return docs(decodeURIComponent(rest))
    return rest === '' ? listOf(await apis(), serverRoot()) : description(decodeURIComponent(rest))
  }

  function failure(thrown: unknown, { method, url }: IncomingMessage): Answer {
    if (thrown instanceof URIError)
      return refusal(400, 'INVALID_ARGUMENT', 'The path holds a broken percent escape. Encode it as UTF-8.')
    const { stack } = thrown instanceof Error ? thrown : new Error(String(thrown))
    onProblem(`${method} ${url} failed: ${stack}`)
    return refusal(500, 'INTERNAL', 'Callbox could not answer: a fault of its own.')
  }

  function send(response: ServerResponse, { status = 200, type, body }: Answer): void {
    response
      .writeHead(status, {
        'Content-Type': type,
        'Content-Security-Policy': PAGE_POLICY,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-cache',
      })
      .end(body)
  }

  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      return send(
        response,
        refusal(405, 'METHOD_NOT_ALLOWED', `${request.method} is not possible here; use GET or HEAD.`),
      )
    }
    answer(request.url ?? '/').then(
      (found) => send(response, found),
      (thrown: unknown) => send(response, failure(thrown, request)),
    )
  }
}
