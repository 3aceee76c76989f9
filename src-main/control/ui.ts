// Pages and assets of the window: the built renderer, served only to who has a session.
import { extname } from 'node:path'
import express, { type Request, type RequestHandler, Router } from 'express'
import { BenchError } from '#shared/errors/benchError'
import type { Guard } from './guard'

const HOW_TO_GET_IN =
  'Open the link that callbox serve printed in its terminal when it started (with --json: uiUrl). ' +
  'The link of another bench opens nothing here.'

/**
 * `/any/path?token=…&x=1` becomes `/any/path?x=1` with a session. The redirect is absolute, so that a path like
 * `//elsewhere` cannot lead away.
 */
function swapToken(guard: Guard): RequestHandler {
  return (request, response, next) => {
    const { token } = request.query
    if (request.method !== 'GET' || token === undefined) return next()
    if (typeof token !== 'string' || !guard.isToken(token)) {
      const message = `The token in this link is not of this bench. ${HOW_TO_GET_IN}`
      throw new BenchError('unauthenticated', message, { field: 'token' })
    }
    const query = new URLSearchParams(request.url.split('?')[1])
    query.delete('token')
    const search = query.size > 0 ? `?${query.toString()}` : ''
    guard.startSession(response)
    response.set('Cache-Control', 'no-store').redirect(303, `http://${request.headers.host}${request.path}${search}`)
  }
}

/** A page load, as opposed to an asset that happens to be missing. */
function isNavigation(request: Request): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  return extname(request.path) === '' || request.accepts(['json', 'html']) === 'html'
}

/** @param folder the built renderer; undefined when this build has none. */
export function uiRoutes(guard: Guard, folder: string | undefined): Router {
  const router = Router()
  router.use(swapToken(guard), guard.requireSession(HOW_TO_GET_IN))
  if (folder !== undefined) {
    router.use(express.static(folder, { index: false }))
    router.use((request, response, next) => {
      if (!isNavigation(request)) return next()
      response.sendFile('index.html', { root: folder, headers: { 'Cache-Control': 'no-cache' } })
    })
  }
  router.use((request) => {
    const why = folder === undefined ? 'This build has no window; npm run build makes it.' : 'There is nothing here.'
    throw new BenchError('notFound', `${why} (${request.path}) The control API is at /control/v1.`)
  })
  return router
}
