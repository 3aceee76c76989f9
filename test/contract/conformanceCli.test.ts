// `callbox conformance` as a person or a CI job runs it, against servers that share no code with ours.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Window } from 'happy-dom'
import { describe, expect, it, onTestFinished } from 'vitest'
import { zRunReport } from '#shared/conformance/runReport'
import { runCallbox } from '../support/callboxProcess'
import { DEVIATIONS } from '../support/foreignDeviations'
import { startForeignServer, type Quirk } from '../support/foreignServer'
import { temporaryFolder } from '../support/temporaryFolder'
import { testCertificate } from '../support/testCertificate'

const SUITE = 'tmf677-v1-certification'
const CASES = ['N1', 'N2', 'N3', 'N4', 'N5', 'E1_user', 'E1_product'].map((name) => `TC_UsageReport_${name}`)

const judge = (...args: string[]) => runCallbox('conformance', 'run', SUITE, ...args)

/** Without its CDATA sections, which happy-dom takes for tags. @throws when it is not well-formed */
function parseXml(text: string) {
  const { DOMParser } = new Window()
  const xml = new DOMParser().parseFromString(text.replace(/<!\[CDATA\[.*?]]>/gs, ''), 'text/xml')
  const error = xml.querySelector('parsererror')
  if (error) throw new Error(error.textContent)
  return xml
}

async function foreignServer(quirk: Quirk = {}, tls?: { key: string; cert: string }) {
  const server = await startForeignServer({ quirk, ...(tls && { tls }) })
  onTestFinished(() => server.stop())
  return server
}

describe('callbox conformance run on a bench of its own', () => {
  it('passes all seven cases and exits 0', async () => {
    const { exitCode, stdout, stderr } = await judge()
    expect(exitCode).toBe(0)
    expect(stdout).toContain('7 passed, 0 failed')
    for (const id of CASES) expect(stdout).toContain(id)
    expect(stderr).toBe('')
  })

  it('prints the report of the contract, and nothing else, with json=-', async () => {
    const { exitCode, stdout } = await judge('--reporter', 'json=-')
    expect(exitCode).toBe(0)
    const report = zRunReport.strict().parse(JSON.parse(stdout))
    expect(report).toMatchObject({
      suite: SUITE,
      tool: { name: 'callbox' },
      verdict: 'pass',
      strict: false,
      partial: false,
      edited: false,
      summary: { passed: 7, failed: 0, inconclusive: 0, errors: 0, notRun: 0 },
    })
    expect(report.cases.map(({ id }) => id)).toEqual(CASES)
    expect(Date.parse(report.benchClock ?? '')).not.toBeNaN()
    const [first] = report.cases[0]?.steps ?? []
    expect(first?.request).toMatchObject({
      method: 'GET',
      url: `${report.target.serverRoot}/usageManagement/v1/usageConsumptionReport`,
    })
    expect(JSON.parse(first?.response?.body ?? '')).toHaveLength(3)
    for (const check of first?.checks ?? []) expect(check.clause).not.toBe('')
  })

  it('writes JUnit that counts the cases as they were judged', async () => {
    const file = join(temporaryFolder(), 'report.xml')
    const { serverRoot } = await foreignServer(DEVIATIONS['fields is ignored']?.quirk)
    expect((await judge('--server-root', serverRoot, '--reporter', `junit=${file}`)).exitCode).toBe(1)
    const xml = parseXml(readFileSync(file, 'utf8'))
    const suite = xml.querySelector('testsuite')
    expect(['tests', 'failures', 'errors', 'skipped'].map((name) => suite?.getAttribute(name))).toEqual([
      '7',
      '1',
      '0',
      '0',
    ])
    const [failed] = [...xml.querySelectorAll('testcase')].filter((one) => one.querySelector('failure'))
    expect(failed?.getAttribute('name')).toMatch(/^TC_UsageReport_N5/)
  })
})

describe('callbox conformance run against a foreign server', () => {
  it('passes one that conforms and exits 0', async () => {
    const { serverRoot } = await foreignServer()
    expect(await judge('--server-root', serverRoot)).toMatchObject({ exitCode: 0, stderr: '' })
  })

  it.each(['the counter is dropped', 'the filter by user is ignored', 'an unknown user is a 404', 'fields is ignored'])(
    'exits 1 and names the broken check when %s',
    async (name) => {
      const deviation = DEVIATIONS[name]
      if (!deviation) throw new Error(`there is no deviation "${name}"`)
      const { serverRoot } = await foreignServer(deviation.quirk)
      const { exitCode, stdout } = await judge('--server-root', serverRoot)
      expect(exitCode).toBe(1)
      expect(stdout).toMatch(new RegExp(`${deviation.caughtIn}.*${deviation.caughtBy}`, 's'))
      expect(stdout).not.toContain('7 passed')
    },
  )

  it('sends token and headers, and trusts the CA it is told', async () => {
    const tls = await testCertificate()
    const ca = join(temporaryFolder(), 'ca.pem')
    writeFileSync(ca, tls.cert)
    const { serverRoot, seenHeaders } = await foreignServer({}, tls)
    const headers = ['--token', 'secret-token', '--header', 'X-Tenant: lab 7']
    expect((await judge('--server-root', serverRoot, '--ca', ca, ...headers)).exitCode).toBe(0)
    expect(seenHeaders[0]).toMatchObject({ authorization: 'Bearer secret-token', 'x-tenant': 'lab 7' })
    expect((await judge('--server-root', serverRoot, '--insecure')).exitCode).toBe(0)
    expect(await judge('--server-root', serverRoot)).toMatchObject({
      exitCode: 3,
      stdout: expect.stringContaining('certificate') as string,
    })
  })

  it('exits 3 against a closed port and says that nobody answers', async () => {
    const server = await startForeignServer()
    await server.stop()
    const { exitCode, stdout } = await judge('--server-root', server.serverRoot)
    expect(exitCode).toBe(3)
    expect(stdout).toContain('refused')
    expect(stdout).not.toMatch(/[1-7] passed/)
  })

  it('exits 3 for a part of the suite, which is no verdict', async () => {
    const { serverRoot } = await foreignServer()
    const { exitCode, stdout } = await judge('--server-root', serverRoot, '--case', 'TC_UsageReport_N1')
    expect(exitCode).toBe(3)
    expect(stdout).toContain('1 passed')
  })
})

describe('callbox conformance', () => {
  it('lists its suite with the cases', async () => {
    const { exitCode, stdout } = await runCallbox('conformance', 'list', '--json')
    expect(exitCode).toBe(0)
    const suites = JSON.parse(stdout) as { id: string; cases: { id: string }[] }[]
    expect(suites.find(({ id }) => id === SUITE)?.cases.map(({ id }) => id)).toEqual(CASES)
  })

  it.each([
    [[SUITE, '--nonsense'], '--nonsense'],
    [['no-such-suite'], 'no-such-suite'],
    [[], 'suite'],
    [[SUITE, '--case', 'TC_UsageReport_N9'], '--case'],
    [[SUITE, '--server-root', 'nowhere'], '--server-root'],
    [[SUITE, '--timeout', '0'], '--timeout'],
    [[SUITE, '--header', 'no colon'], '--header'],
    [[SUITE, '--ca', 'package.json'], '--ca'],
    [[SUITE, '--reporter', 'yaml=x'], '--reporter'],
    [[SUITE, '--reporter', 'json=/no/such/folder/x'], '--reporter'],
  ])('exits 2 for run %j and names it', async (args, name) => {
    const { exitCode, stdout, stderr } = await runCallbox('conformance', 'run', ...args)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(name)
    expect(stdout).toBe('')
  })
})
