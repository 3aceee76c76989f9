import type { RequestListener } from 'node:http'
import express, { type RequestHandler } from 'express'
import type { ControlHandlers } from '#shared/control/contract'
import type { WallClock } from '#shared/domain/clocks'
import { BenchError } from '#shared/errors/benchError'
import type { EventLog } from './eventLog'
import { createEventStreams } from './eventStream'
import { createGuard, requireJsonBody } from './guard'
import { refuseWithJson, refuseWithPage } from './refusal'
import { controlRoutes } from './routes'
import { uiRoutes } from './ui'

export interface ControlAppPorts {
  handlers: ControlHandlers
  events: EventLog
  /** The control token. */
  token: string
  wall: WallClock
  /** The port of the listener, known once it listens. */
  port: () => number
  /** The built renderer; undefined when this build has none. */
  uiFolder: string | undefined
  /** Told of what a handler threw that is no BenchError. */
  reportBug?: (error: unknown) => void
}

export interface ControlApp {
  handler: RequestListener
  /** Ends every event stream and the heartbeat; close the listener after it. */
  stop(): void
}

const CONTENT_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-ancestors 'none'",
].join('; ')

const HOW_TO_GET_IN =
  'Send Authorization: Bearer {controlToken}. callbox serve prints the token when it starts (with --json as controlToken).'

const setSecurityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': CONTENT_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  })
  next()
}

/** The control API with its event stream at `/control/v1`, the window everywhere else, the guard before both. */
export function createControlApp(ports: ControlAppPorts): ControlApp {
  const { handlers, events, wall, uiFolder, reportBug = console.error } = ports
  const guard = createGuard(ports)
  const streams = createEventStreams(events, wall)

  const control = express.Router()
  control.use(guard.refuseForeign, guard.requireSession(HOW_TO_GET_IN), requireJsonBody)
  control.use(
    '/v1',
    controlRoutes(handlers, (request, response) => streams.open(request, response)),
  )
  control.use((request) => {
    throw new BenchError('notFound', `There is no ${request.baseUrl}${request.path} in the control API.`)
  })
  control.use(refuseWithJson(reportBug))

  const app = express()
  app.disable('x-powered-by').disable('etag')
  app.use(setSecurityHeaders)
  app.use('/control', control)
  app.use(guard.refuseForeign, uiRoutes(guard, uiFolder), refuseWithPage(reportBug))
  return { handler: app as RequestListener, stop: () => streams.stop() }
}
