// A loopback port can be reached by every web page and every process of this machine. Who may pass is decided here, on
// every request, before anything else looks at it: exact Host (DNS rebinding), own Origin, no cross-site request, a
// session. There are no CORS headers anywhere, so a page of another origin can neither send nor read.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import { BenchError } from '#shared/errors/benchError'

export interface GuardPorts {
  /** The control token: whoever has it may do everything the bench can do. */
  token: string
  /** The port of our own listener. */
  port: () => number
}

export interface Guard {
  /** Host, Origin and fetch metadata. @throws BenchError `permissionDenied` */
  refuseForeign: RequestHandler
  /**
   * Demands the token, as a bearer or in the session cookie.
   * @param howToGetIn told to who has none. @throws BenchError `unauthenticated`
   */
  requireSession(howToGetIn: string): RequestHandler
  isToken(candidate: string): boolean
  /** A session in a cookie, because a browser's EventSource and page loads cannot send headers. */
  startSession(response: Response): void
}

const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]']

/** @throws BenchError `unsupportedMediaType`: a form or plain text is what a foreign page can send without asking first. */
export const requireJsonBody: RequestHandler = (request, _response, next) => {
  const length = request.headers['content-length'] ?? '0'
  const hasBody = request.headers['transfer-encoding'] !== undefined || length !== '0'
  if (!hasBody || request.is('application/json')) return next()
  const type = request.get('Content-Type') ?? 'no Content-Type'
  throw new BenchError(
    'unsupportedMediaType',
    `The body came with ${type}. Send JSON with Content-Type: application/json.`,
    {
      field: 'Content-Type',
    },
  )
}

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = request.headers.cookie?.split(/; */) ?? []
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}

function refuse(field: string, message: string): never {
  throw new BenchError('permissionDenied', message, { field })
}

/** Name of the session's cookie; cookies ignore ports, so the name tells two benches apart. */
export function sessionCookieName(port: number): string {
  return `callbox-session-${port}`
}

export function createGuard({ token, port }: GuardPorts): Guard {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const expected = digest(token)
  const isToken = (candidate: string) => timingSafeEqual(digest(candidate), expected)
  const cookieName = () => sessionCookieName(port())
  let own: { readonly port: number; readonly hosts: readonly string[] } | undefined

  /** As a `Host` header has them: without the port where that is http's own. */
  function ownHostsAt(listensOn: number): readonly string[] {
    if (own?.port !== listensOn) {
      own = { port: listensOn, hosts: OWN_NAMES.map((name) => new URL(`http://${name}:${listensOn}`).host) }
    }
    return own.hosts
  }

  function refuseForeignHost(host: string): void {
    const ownHosts = ownHostsAt(port())
    if (ownHosts.includes(host)) return
    refuse('Host', `"${host}" is not a name of this bench. Address it as http://${ownHosts.join(' or http://')}.`)
  }

  function refuseForeignPage(request: Request, host: string): void {
    const { origin, 'sec-fetch-site': site } = request.headers
    if (origin !== undefined && origin !== `http://${host}`) {
      refuse('Origin', `Pages of ${origin} may not use this bench. Use its own page at http://${host}/, or a program.`)
    }
    if (site !== undefined && site !== 'same-origin' && site !== 'none') {
      const way = 'Type or paste the address into the browser, or use a program.'
      refuse('Sec-Fetch-Site', `A page of another site (${String(site)}) asked for this. ${way}`)
    }
  }

  return {
    isToken,
    refuseForeign(request, _response, next) {
      const host = request.headers.host?.toLowerCase() ?? ''
      refuseForeignHost(host)
      refuseForeignPage(request, host)
      next()
    },
    requireSession: (howToGetIn) => (request, _response, next) => {
      const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
      const given = bearer ?? cookieOf(request, cookieName())
      if (given !== undefined && isToken(given)) return next()
      const what = given === undefined ? 'No session came with this request.' : 'This session is not of this bench.'
      throw new BenchError('unauthenticated', `${what} ${howToGetIn}`, { field: 'Authorization' })
    },
    startSession(response) {
      response.cookie(cookieName(), token, { httpOnly: true, sameSite: 'strict', path: '/' })
    },
  }
}
