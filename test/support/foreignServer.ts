// A second TMF677 v1 server, on plain node:http(s), that shares no code with ours: what the conformance suite is tried on.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { calendarOf, foreignReports, type Calendar, type ForeignReport } from './foreignReports'

export interface ForeignReply {
  status: number
  contentType: string
  /** Rendered as JSON. */
  content: unknown
  /** Instead of `content`: bytes as they stand. */
  raw?: string
  /** Overrides the true length, so that the body ends too early. */
  announcedLength?: number
  /** Sent compressed, although nobody asks for it. */
  coding?: 'gzip' | 'br'
  /** Sent in pieces of so many bytes, of no announced length. */
  chunkBytes?: number
}

/** One way to differ from the plain server; every stage may be replaced. */
export interface Quirk {
  calendar?: (now: Date) => Calendar
  edit?: (reports: ForeignReport[], calendar: Calendar) => ForeignReport[]
  hasUser?: (report: ForeignReport, user: string) => boolean
  hasProduct?: (report: ForeignReport, product: string) => boolean
  /** What a filter by product leaves of a report. */
  trim?: (report: ForeignReport, product: string) => ForeignReport
  select?: (report: ForeignReport, fields: string[]) => object
  finish?: (reply: ForeignReply, url: URL) => void
}

export interface ForeignServer {
  readonly serverRoot: string
  /** Headers of every request, in order. */
  readonly seenHeaders: IncomingMessage['headers'][]
  stop(): Promise<void>
}

export interface ForeignServerOptions {
  quirk?: Quirk
  tls?: { key: string; cert: string }
  /** Only a client whose certificate this authority has signed is answered; needs `tls`. */
  clientCa?: string
  now?: () => Date
}

const LIST = '/usageManagement/v1/usageConsumptionReport'

/** Of what was selected the whole, and of its parents nothing more. */
function pick(value: unknown, fields: string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, fields))
  const kept: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value as object)) {
    const below = fields.filter((field) => field.startsWith(`${name}.`)).map((field) => field.slice(name.length + 1))
    if (fields.includes(name)) kept[name] = inner
    else if (below.length > 0) kept[name] = pick(inner, below)
  }
  return kept
}

const PLAIN: Required<Quirk> = {
  calendar: (now) => calendarOf(now),
  edit: (reports) => reports,
  hasUser: (report, user) => report.relatedParty?.some((party) => party.id === user) ?? false,
  hasProduct: (report, product) => report.bucket.some((bucket) => bucket.product.id === product),
  trim: (report, product) => ({ ...report, bucket: report.bucket.filter((bucket) => bucket.product.id === product) }),
  select: (report, fields) => pick(report, fields) as object,
  finish: () => undefined,
}

function listed(reports: ForeignReport[], url: URL, behaviour: Required<Quirk>): ForeignReport[] {
  const user = url.searchParams.get('relatedParty.id')
  const product = url.searchParams.get('bucket.product.id')
  const ofUser = user === null ? reports : reports.filter((report) => behaviour.hasUser(report, user))
  if (product === null) return ofUser
  return ofUser.filter((report) => behaviour.hasProduct(report, product)).map((one) => behaviour.trim(one, product))
}

function contentOf(url: URL, now: Date, behaviour: Required<Quirk>): unknown {
  const calendar = behaviour.calendar(now)
  const reports = behaviour.edit(foreignReports(calendar), calendar)
  const fields = url.searchParams.get('fields')?.split(',')
  const shown = (report: ForeignReport) => (fields ? behaviour.select(report, fields) : report)
  if (url.pathname === LIST) return listed(reports, url, behaviour).map(shown)
  const wanted = url.pathname.startsWith(`${LIST}/`) ? url.pathname.slice(LIST.length + 1) : undefined
  const report = reports.find(({ id }) => id === wanted)
  return report && shown(report)
}

const CODERS = { gzip: gzipSync, br: brotliCompressSync }

function send(response: ServerResponse, reply: ForeignReply, now: Date): void {
  const { coding, chunkBytes } = reply
  const text = reply.raw ?? JSON.stringify(reply.content)
  const body = coding === undefined ? Buffer.from(text) : CODERS[coding](text)
  response.sendDate = false
  response.writeHead(reply.status, {
    ...(text !== '' && { 'content-type': reply.contentType }),
    ...(coding !== undefined && { 'content-encoding': coding }),
    date: now.toUTCString(),
    ...(chunkBytes === undefined && { 'content-length': reply.announcedLength ?? body.length }),
    'set-cookie': 'session=secret-of-the-target',
  })
  if (chunkBytes !== undefined) {
    for (let sent = 0; sent < body.length; sent += chunkBytes) response.write(body.subarray(sent, sent + chunkBytes))
  }
  if (reply.announcedLength !== undefined) response.write(body, () => response.destroy())
  else response.end(chunkBytes === undefined ? body : undefined)
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

export async function startForeignServer(options: ForeignServerOptions = {}): Promise<ForeignServer> {
  const { quirk = {}, tls, clientCa, now = () => new Date() } = options
  const behaviour = { ...PLAIN, ...quirk }
  const seenHeaders: IncomingMessage['headers'][] = []
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    seenHeaders.push(request.headers)
    const url = new URL(request.url ?? '/', 'http://foreign')
    const content = contentOf(url, now(), behaviour)
    const reply: ForeignReply = { status: content === undefined ? 404 : 200, contentType: 'application/json', content }
    reply.content ??= { reason: 'not here' }
    behaviour.finish(reply, url)
    send(response, reply, now())
  }
  const server = tls
    ? createTlsServer({ ...tls, ...(clientCa !== undefined && { ca: clientCa, requestCert: true }) }, answer)
    : createServer(answer)
  const port = await listen(server)
  return {
    serverRoot: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    seenHeaders,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
