// No secret that a run was given or was told comes out of it again, whatever the target does with it.
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { unzipSync } from 'fflate/browser'
import { expect, it, onTestFinished } from 'vitest'
import { zReportFormat } from '#shared/control/runViews'
import { benchOfThisTest, type BenchUnderTest } from '../support/benchFixture'
import { formsOf } from '../support/secretForms'
import { temporaryFolder } from '../support/temporaryFolder'

const SUITE = 'tmf677-v1-certification'
const ODD = `"/+=&<'%\\{}~`
const SECRETS = {
  token: `bearer-t0ken${ODD}end`,
  header: `tenant ${ODD} é key`,
  hook: `hook-${ODD}-password`,
  clientSecret: `client ${ODD} secret`,
  accessToken: `issued-${ODD}-token`,
  refreshToken: `refresh-${ODD}-token`,
  editedToken: `edited-${ODD}-token`,
  typed: `typed-${ODD}-credential`,
  parameter: 'parameter-of-an-address',
  session: 'session-of-the-target-0123',
  listed: 'value-of-a-listed-header',
}

/** In each form, in headers as far as HTTP can hold them. */
function echoOf(secrets: readonly string[]) {
  const forms = secrets.flatMap((secret) => Object.values(formsOf(secret)))
  const printable = forms.filter((form) => /^[\x20-\x7e]*$/.test(form))
  return { forms, headers: Object.fromEntries(printable.map((form, index) => [`x-echo-${index}`, form])) }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

interface EchoServer {
  readonly serverRoot: string
  /** What it hands back from now on. */
  knows: readonly string[]
}

/** Issues a token, refuses every registration, and hands back what it knows of secrets, in turn as JSON and as text. */
async function startEchoServer(): Promise<EchoServer> {
  let count = 0
  const server = createServer((request, response) => {
    void bodyOf(request).then((sent) => {
      count += 1
      const { forms, headers } = echoOf(echo.knows)
      const head = { ...headers, 'set-cookie': `sid=${SECRETS.session}; Path=/`, 'x-listed': SECRETS.listed }
      if (request.url === '/token') {
        const tokens = { access_token: SECRETS.accessToken, refresh_token: SECRETS.refreshToken }
        response.writeHead(200, { ...head, 'content-type': 'application/json' })
        response.end(JSON.stringify({ ...tokens, token_type: 'Bearer', expires_in: 3600, sent, forms }))
        return
      }
      if (request.url === '/register') return response.writeHead(409, head).end(`${sent} ${forms.join('\n')}`)
      const isJson = count % 2 === 0
      const report = { id: 'ur001', name: forms[0], [forms[1] ?? '']: forms, request: request.headers, bucket: forms }
      response.writeHead(isJson ? 200 : 500, { ...head, 'content-type': isJson ? 'application/json' : 'text/html' })
      response.end(isJson ? JSON.stringify([report]) : `${forms[0]} <p>${forms.join('</p>\n<p>')}`)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const echo: EchoServer = { serverRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, knows: [] }
  return echo
}

type Start = NonNullable<Parameters<BenchUnderTest['control']['startRun']>[0]>['body']

async function runToEnd(bench: BenchUnderTest, body: Omit<Start, 'suite'>): Promise<string> {
  const ended = new Promise<void>((resolve) => bench.bus.on('run.finished', () => resolve()))
  const { id } = await bench.control.startRun({ body: { suite: SUITE, ...body } })
  await ended
  return id
}

async function editedRun({ control, bus }: BenchUnderTest, target: Start['target']): Promise<string> {
  const { id } = await control.startRun({ body: { suite: SUITE, mode: 'step', target } })
  const path = `/usageManagement/v1/usageConsumptionReport?access_token=${SECRETS.parameter}`
  const headers = { Authorization: `Bearer ${SECRETS.editedToken}`, accept: '*/*', 'content-type': 'application/json' }
  const body = JSON.stringify({ sinkCredential: { accessToken: SECRETS.typed } })
  await control.sendStep({ id, body: { request: { method: 'POST', path, headers, body } } })
  await control.repeatStep({ id })
  const ended = new Promise<void>((resolve) => bus.on('run.finished', () => resolve()))
  await control.continueRun({ id })
  await ended
  return id
}

async function exportsOf({ control }: BenchUnderTest, id: string): Promise<[string, string][]> {
  const found: [string, string][] = []
  for (const format of zReportFormat.options) {
    const { text, encoding } = await control.exportRun({ id, query: { format } })
    if (encoding === 'utf8') found.push([`export ${format}`, text])
    else {
      const files = Object.entries(unzipSync(Buffer.from(text, 'base64')))
      found.push(...files.map(([name, bytes]): [string, string] => [`bundle ${name}`, Buffer.from(bytes).toString()]))
    }
  }
  return found
}

async function repliesOf({ control }: BenchUnderTest, ids: readonly string[]): Promise<[string, string][]> {
  const [first = '', second = ''] = ids
  const replies = await Promise.all([
    ...ids.map((id) => control.readRun({ id })),
    control.listRuns(),
    control.compareRuns({ id: first, query: { with: second } }),
    control.readState(),
    control.listExchanges(),
  ])
  return replies.map((reply, index) => [`control reply ${index}`, JSON.stringify(reply)])
}

async function streamOf(bench: BenchUnderTest): Promise<[string, string]> {
  const headers = { authorization: `Bearer ${bench.controlToken}` }
  const stream = await fetch(`${bench.controlUrl}/control/v1/events?after=0`, { headers })
  await bench.stop() // which ends the stream
  return ['event stream', await stream.text()]
}

function filesIn(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'utf8')])
}

it('leaves no trace of a secret in any file, export, reply or event, though the target echoes it in every form', async () => {
  const folder = temporaryFolder()
  const bench = await benchOfThisTest(folder)
  const echo = await startEchoServer()
  const { serverRoot } = echo
  const { token, header, hook, clientSecret, accessToken, refreshToken, editedToken, typed } = SECRETS
  const { parameter, session, listed } = SECRETS
  const common = { serverRoot, redactHeaders: ['X-Listed'], headers: { 'X-Tenant': header } }
  const registrationHook = { url: `${serverRoot}/register`, headers: { 'X-Hook': hook } }
  const clientCredentials = { tokenUrl: `${serverRoot}/token`, clientId: 'me', clientSecret }

  echo.knows = [token, header, session, listed]
  const ids = [await runToEnd(bench, { target: { ...common, token } })]
  echo.knows = [hook, header, clientSecret]
  ids.push(await runToEnd(bench, { target: { ...common, clientCredentials, registrationHook } }))
  echo.knows = [clientSecret, accessToken, refreshToken, header]
  ids.push(await runToEnd(bench, { target: { ...common, clientCredentials } }))
  echo.knows = [token, header, editedToken, typed, parameter, session]
  ids.push(await editedRun(bench, { ...common, token }))

  const shown: [string, string][] = []
  for (const id of ids) shown.push(...(await exportsOf(bench, id)))
  shown.push(...(await repliesOf(bench, ids)), await streamOf(bench), ...filesIn(folder))
  const secretForms = Object.entries(SECRETS).flatMap(([name, secret]) =>
    Object.entries(formsOf(secret)).map(([form, text]) => [`${name} as ${form}`, text] as const),
  )
  const traces = shown.flatMap(([place, text]) =>
    secretForms.filter(([, form]) => text.includes(form)).map(([form]) => `${form} in ${place}`),
  )
  expect(traces).toEqual([])
  for (const [place, text] of shown.filter(([name]) => /^bundle (report|exchanges)|stream/.test(name))) {
    expect(text, place).toContain('***')
  }
})
