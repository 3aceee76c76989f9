// `conformance run --openapi`: bodies judged by published files, on our own server and on a foreign one.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { zRunReport, type RunReport } from '#shared/conformance/runReport'
import { openPublishedFiles } from '#main/conformance/openapi/publishedFiles'
import { shippedScenario } from '#main/bench/scenarioLibrary/scenarioFiles'
import { benchOfThisTest } from '../support/benchFixture'
import { runCallbox } from '../support/callboxProcess'
import { camaraClient, SUBSCRIPTIONS_PATH } from '../support/camaraClient'
import { startForeignServer } from '../support/foreignServer'
import { temporaryFolder } from '../support/temporaryFolder'

/** Reports as a published file of v1 might describe them. @param effectiveDate its schema */
function describedReports(basePath: string, effectiveDate: object) {
  const properties = { id: { type: 'string' }, effectiveDate }
  const report = { type: 'object', properties }
  return {
    swagger: '2.0',
    basePath,
    paths: {
      '/usageConsumptionReport': { get: { responses: { 200: { schema: { type: 'array', items: report } } } } },
      '/usageConsumptionReport/{id}': { get: { responses: { 200: { schema: report } } } },
    },
  }
}

function folderOf(description: object): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'reports.json'), JSON.stringify(description))
  return folder
}

const judge = (...args: string[]) => runCallbox('conformance', 'run', 'tmf677-v1-certification', ...args)

function published({ cases }: RunReport) {
  return cases.flatMap(({ steps }) => steps.flatMap(({ checks }) => checks.filter(({ id }) => id === 'openapi')))
}

describe('conformance run --openapi', () => {
  it('judges our own server by a file of its base path, and passes', async () => {
    const folder = folderOf(describedReports('/usageManagement/v1', { type: 'string', format: 'date-time' }))
    const { exitCode, stdout } = await judge('--openapi', folder, '--reporter', 'json=-')
    const report = zRunReport.parse(JSON.parse(stdout))
    expect(published(report).map(({ verdict }) => verdict)).toEqual(Array.from({ length: 8 }, () => 'pass'))
    expect(exitCode).toBe(0)
  })

  it('fails a foreign server for each mismatch, in the reports as any check', async () => {
    const server = await startForeignServer()
    onTestFinished(() => server.stop())
    const junit = join(temporaryFolder(), 'report.xml')
    const folder = folderOf(describedReports('/usageManagement/v1', { type: 'integer' }))
    const flags = ['--server-root', server.serverRoot, '--openapi', folder]
    const { exitCode, stdout } = await judge(...flags, '--reporter', 'json=-', '--reporter', `junit=${junit}`)
    expect(exitCode).toBe(1)
    const failed = published(zRunReport.parse(JSON.parse(stdout))).filter(({ verdict }) => verdict === 'fail')
    expect(failed[0]).toMatchObject({
      clause: 'reports.json#/paths/~1usageConsumptionReport/get/responses/200',
      path: '$[0].effectiveDate',
      expected: 'type integer',
    })
    expect(readFileSync(junit, 'utf8')).toContain('reports.json#/paths/')
  })

  it('does not judge v1 by a file of v3, and says so', async () => {
    const folder = folderOf(describedReports('/tmf-api/usageConsumption/v3/', { type: 'integer' }))
    const { exitCode, stdout } = await judge('--openapi', folder, '--reporter', 'json=-')
    expect(exitCode).toBe(0)
    for (const { verdict, notes } of published(zRunReport.parse(JSON.parse(stdout)))) {
      expect(verdict).toBe('observation')
      expect(notes[0]?.text).toContain('below /tmf-api/usageConsumption/v3')
    }
  })

  it('is wrong usage where the folder describes nothing, and says why', async () => {
    const { exitCode, stderr } = await judge('--openapi', temporaryFolder())
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/--openapi .*it holds no \.yaml, \.yml or \.json file/)
  })
})

const SPECS = resolve(import.meta.dirname, '../../../shared/specs/camara')

describe.runIf(existsSync(SPECS))('the files of CAMARA', () => {
  it('describe what our server answers to an app that follows them', async () => {
    const bench = await benchOfThisTest(temporaryFolder(), { scenario: () => shippedScenario('train-tunnel') })
    const files = await openPublishedFiles(SPECS)
    const app = camaraClient(bench.serverRoot)
    const mismatches: unknown[] = []
    const ask = async (method: string, path: string, request?: object) => {
      const { status, headers, body } = await app.send<Record<string, string>>(method, path, request)
      const results = files.judge({
        method,
        path,
        requestBody: request === undefined ? null : JSON.stringify(request),
        status,
        contentType: headers.get('content-type') ?? undefined,
        body: body === null ? '' : JSON.stringify(body),
        isObservation: false,
      })
      mismatches.push(
        ...results.filter(({ verdict }) => verdict !== 'pass').map((result) => ({ path, status, ...result })),
      )
      return body
    }
    await ask('GET', SUBSCRIPTIONS_PATH) // no token
    await app.authenticate()
    const [device] = (await bench.control.listDevices()).items
    const profileId = await app.createProfile()
    const types = ['org.camaraproject.connectivity-insights-subscriptions.v0.network-quality']
    const detail = { device: device?.device, applicationProfileId: profileId }
    const subscription = {
      protocol: 'HTTP',
      sink: 'https://app.example/sink',
      types,
      config: { subscriptionDetail: detail },
    }
    await ask('GET', `/application-profiles/v0.5/application-profiles/${profileId}`)
    await ask('POST', '/connectivity-insights/v0.6/check-network-quality', {
      applicationProfileId: profileId,
      device: device?.device,
    })
    await ask('POST', '/connectivity-insights/v0.6/check-network-quality', {})
    const { id } = (await ask('POST', SUBSCRIPTIONS_PATH, subscription)) ?? {}
    await ask('GET', `${SUBSCRIPTIONS_PATH}/${id}`)
    await ask('GET', SUBSCRIPTIONS_PATH)
    await ask('GET', `${SUBSCRIPTIONS_PATH}/${crypto.randomUUID()}`)
    expect(mismatches).toEqual([])
  })
})
