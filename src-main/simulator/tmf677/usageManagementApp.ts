import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import express, { type Request, type Response } from 'express'
import type { Settings } from '#shared/control/settings'
import type { BenchClock } from '#shared/domain/clocks'
import { BenchError } from '#shared/errors/benchError'
import { admit, needsAdmission, type UsageAdmissionPorts } from './admission'
import { type Answer, createAnswerCache } from './answerCache'
import { tmfErrorRenderer } from './errorRenderer'
import { createReportAnswers, type ReportAnswersPorts } from './reportAnswers'
import { REPORTS_PATH } from './servedReport'
import { parseListQuery, parseReportQuery, readQuery } from './reportQuery'

export interface UsageManagementPorts extends ReportAnswersPorts, UsageAdmissionPorts {
  clock: Pick<BenchClock, 'now'>
  settings: () => Pick<Settings, 'usageRequiresToken' | 'usageUnknownParameters'>
  /** Told of what is no refusal but a bug. */
  onProblem: (message: string) => void
}

type Query = URLSearchParams

/**
 * TMF677 v1, resource `UsageConsumptionReport`: GET on the collection and on one report.
 * Requests come with their whole path. The first one for a URL goes through the router; what was worked out is kept, and
 * those that follow are answered before Express, whose own handling of a request costs several times as much. While a
 * fault is for this API, or it asks for a token, all go through the router.
 */
export function createUsageManagementApp(ports: UsageManagementPorts): RequestListener {
  const { reports, clock, onProblem, settings } = ports
  const answers = createReportAnswers(ports)
  const cache = createAnswerCache(
    () => `${Math.floor(clock.now() / 1000)} ${reports.revision()} ${reports.ledgerRevision?.() ?? 0}`,
  )
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', readQuery)
  /** What is unknown is part of the question, since the same URL asks another one where it is ignored. */
  const keyOf = (url: string) => (settings().usageUnknownParameters === 'ignore' ? `lenient ${url}` : url)

  app.get([REPORTS_PATH, `${REPORTS_PATH}/:id`], admit(ports))

  app
    .route(REPORTS_PATH)
    .get((request: Request<object, unknown, unknown, Query>, response) => {
      const query = parseListQuery(request.query, settings().usageUnknownParameters)
      const answer = cache.keep(keyOf(request.url), () => answers.list(query))
      send(response, answer)
    })
    .all(refuseMethod)

  app
    .route(`${REPORTS_PATH}/:id`)
    .get((request: Request<{ id: string }, unknown, unknown, Query>, response) => {
      const { id } = request.params
      const fields = parseReportQuery(request.query, settings().usageUnknownParameters)
      const answer = cache.keep(keyOf(request.url), () => answers.report(id, fields))
      if (!answer) throw notFound(`There is no usage report "${id}"`)
      send(response, answer)
    })
    .all(refuseMethod)

  app.use((request) => {
    throw notFound(`There is nothing at ${request.path}`)
  })
  app.use(tmfErrorRenderer(onProblem))

  return (request, response) => {
    const mayBeKnown = isRead(request) && !needsAdmission(ports, request.headers.accept)
    const answer = mayBeKnown ? cache.get(keyOf(request.url ?? '')) : undefined
    if (answer) send(response, answer)
    else app(request, response)
  }
}

function isRead({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Node leaves out the body when the request is a HEAD. */
function send(response: ServerResponse, { headers, body }: Answer): void {
  response.writeHead(200, headers).end(body)
}

function refuseMethod(request: Request, response: Response): never {
  response.setHeader('Allow', 'GET, HEAD')
  throw new BenchError('methodNotAllowed', `${request.method} is not part of this API; use GET or HEAD.`)
}

function notFound(what: string): BenchError {
  return new BenchError('notFound', `${what}. GET ${REPORTS_PATH} lists the reports there are.`)
}
