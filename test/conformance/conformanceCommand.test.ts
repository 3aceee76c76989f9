import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CommanderError } from 'commander'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { evidenceKey } from '#main/bench/dataFolder/evidenceKey'
import { randomIds as ids } from '#main/bench/clocks/ids'
import { systemWallClock as wall } from '#main/bench/clocks/wallClock'
import { conformanceCommand } from '#main/commands/conformance'
import { ExitWith } from '#main/commands/exitWith'
import { zRunReport } from '#shared/conformance/runReport'
import { BenchError } from '#shared/errors/benchError'
import { DEVIATIONS } from '../support/foreignDeviations'
import { startForeignServer, type ForeignServer, type Quirk } from '../support/foreignServer'
import { startRawServer } from '../support/rawServer'
import { testCertificate } from '../support/testCertificate'

const SUITE = 'tmf677-v1-certification'
const RUN = ['run', SUITE]
let folder: string
let servers: ForeignServer[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callbox-test-'))
})

afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()))
  servers = []
  await rm(folder, { recursive: true })
})

async function serve(quirk: Quirk = {}, tls?: { key: string; cert: string }) {
  const server = await startForeignServer({ quirk, ...(tls && { tls }) })
  servers.push(server)
  return server
}

interface Outcome {
  exitCode: number
  out: string
  err: string
}

/** As the command line does it: what commander or a flag refuses is wrong usage. */
async function callbox(args: string[], stopRequested: Promise<void> = new Promise(() => undefined)): Promise<Outcome> {
  const [out, err]: [string[], string[]] = [[], []]
  const host = {
    version: '0.0.0-test',
    print: (line: string) => void out.push(line),
    printError: (line: string) => void err.push(line),
    stopRequested: () => stopRequested,
  }
  const startOwnBench = async () => {
    const bench = await startForeignServer()
    return {
      serverRoot: bench.serverRoot,
      controlUrl: '',
      controlToken: '',
      benchNow: () => '2026-01-01T00:00:00.000Z',
      stop: () => bench.stop(),
    }
  }
  const command = conformanceCommand({ host, wall, ids, startOwnBench, evidenceKey })
  for (const one of [command, ...command.commands]) {
    one.exitOverride().configureOutput({ writeErr: (text) => void err.push(text) })
  }
  const exitCode = await command.parseAsync(args, { from: 'user' }).then(
    () => 0,
    (error: unknown) => {
      if (error instanceof ExitWith) return error.exitCode
      if (error instanceof BenchError && error.field?.startsWith('--')) err.push(error.message)
      else if (!(error instanceof CommanderError)) throw error
      return 2
    },
  )
  return { exitCode, out: out.join('\n'), err: err.join('\n') }
}

describe('conformance list', () => {
  it('names the suite and its cases, for people and for programs', async () => {
    const text = await callbox(['list'])
    expect(text.out).toMatch(/tmf677-v1-certification[^]*TC_UsageReport_N1[^]*TC_UsageReport_E1_product/)
    const json = await callbox(['list', '--json'])
    expect(JSON.parse(json.out)).toMatchObject([
      { id: SUITE, cases: [{ id: 'TC_UsageReport_N1' }, ...Array<object>(6).fill({})] },
      { id: 'tmf677-v1-profile' },
      { id: 'camara-application-profiles-0.5' },
      { id: 'camara-connectivity-insights-0.6' },
      { id: 'camara-connectivity-insights-subscriptions-0.6' },
    ])
  })
})

describe('conformance run exits', () => {
  it('2 for neither a suite nor feature files, for both, and for a folder without any', async () => {
    const outcomes = [
      await callbox(['run']),
      await callbox([...RUN, '--features', folder]),
      await callbox(['run', '--features', folder]),
    ]
    expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([2, 2, 2])
    expect(outcomes.map(({ err }) => err)).toEqual([
      expect.stringContaining('Give the id of a suite, or --features'),
      expect.stringContaining(`leave ${SUITE} out`),
      expect.stringContaining('holds no .feature file'),
    ])
  })

  it('0 when everything passes', async () => {
    const { serverRoot } = await serve()
    const { exitCode, out } = await callbox([...RUN, '--server-root', serverRoot])
    expect(exitCode).toBe(0)
    expect(out).toContain('Verdict: pass. Cases: 7 passed')
  })

  it.each(['the counter is dropped', 'the filter by user is ignored', 'an unknown user is a 404', 'fields is ignored'])(
    '1 when %s, and names the check',
    async (name) => {
      const { quirk = {}, caughtIn, caughtBy } = DEVIATIONS[name] ?? {}
      const { serverRoot } = await serve(quirk)
      const { exitCode, out } = await callbox([...RUN, '--server-root', serverRoot])
      expect(exitCode).toBe(1)
      expect(out).toMatch(new RegExp(`fail ${caughtIn}/\\S+ ${caughtBy}`))
    },
  )

  it('3 when nothing listens', async () => {
    const gone = await startRawServer(() => undefined)
    await gone.stop()
    const { exitCode, out } = await callbox([...RUN, '--server-root', gone.serverRoot])
    expect(exitCode).toBe(3)
    expect(out).toContain('connection refused')
  })

  it('3 when only some cases were run', async () => {
    const { serverRoot } = await serve()
    const { exitCode } = await callbox([...RUN, '--server-root', serverRoot, '--case', 'TC_UsageReport_N4'])
    expect(exitCode).toBe(3)
  })

  it('1 when strict about what is only tolerated', async () => {
    const { serverRoot } = await serve({
      edit: (reports) => reports.map((one) => ({ ...one, name: `report ${one.id?.slice(-1)}` })),
    })
    expect((await callbox([...RUN, '--server-root', serverRoot])).exitCode).toBe(0)
    expect((await callbox([...RUN, '--server-root', serverRoot, '--strict'])).exitCode).toBe(1)
  })

  it('3 when interrupted, with its report written', async () => {
    const silent = await startRawServer(() => undefined)
    const file = join(folder, 'report.json')
    const args = [...RUN, '--server-root', silent.serverRoot, '--reporter', `json=${file}`]
    const { exitCode } = await callbox(args, Promise.resolve())
    await silent.stop()
    expect(exitCode).toBe(3)
    expect(zRunReport.parse(JSON.parse(await readFile(file, 'utf8'))).summary.notRun).toBe(7)
  })
})

describe('conformance run', () => {
  it('starts a bench of its own when no target is named', async () => {
    const { exitCode, out } = await callbox([...RUN, '--reporter', 'json=-'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ benchClock: '2026-01-01T00:00:00.000Z', verdict: 'pass' })
  })

  it('writes JSON to stdout alone, and what is for people to stderr', async () => {
    const { serverRoot } = await serve()
    const junit = join(folder, 'report.xml')
    const reporters = ['--reporter', 'json=-', '--reporter', `junit=${junit}`]
    const { out, err } = await callbox([...RUN, '--server-root', `${serverRoot}/`, ...reporters])
    expect(zRunReport.parse(JSON.parse(out))).toMatchObject({ tool: { name: 'callbox' }, target: { serverRoot } })
    expect(err).toContain('Verdict: pass')
    expect(await readFile(junit, 'utf8')).toContain('tests="7"')
  })

  it('sends the token and the headers, over TLS with the authority given', async () => {
    const tls = await testCertificate()
    const server = await serve({}, tls)
    const ca = join(folder, 'ca.pem')
    await writeFile(ca, tls.cert)
    const flags = ['--server-root', server.serverRoot, '--ca', ca, '--token', 'abc', '--header', 'X-Tenant: one: two']
    expect((await callbox([...RUN, ...flags])).exitCode).toBe(0)
    expect(server.seenHeaders[0]).toMatchObject({ authorization: 'Bearer abc', 'x-tenant': 'one: two' })
  })

  it('waits no longer for a reply than it is told', async () => {
    const silent = await startRawServer(() => undefined)
    const { exitCode, out } = await callbox([...RUN, '--server-root', silent.serverRoot, '--timeout', '0.1'])
    await silent.stop()
    expect(exitCode).toBe(3)
    expect(out).toContain('timeout: no reply within 0.1 s')
  })
})

describe('conformance compare', () => {
  it('exits 0 for runs that found the same, and 1 with what changed for others', async () => {
    const [good, bad] = [await serve(), await serve(DEVIATIONS['the filter by user is ignored']?.quirk)]
    const fileOf = async (name: string, { serverRoot }: ForeignServer) => {
      const file = join(folder, name)
      await callbox([...RUN, '--server-root', serverRoot, '--reporter', `json=${file}`])
      return file
    }
    const [before, again, after] = [await fileOf('a', good), await fileOf('b', good), await fileOf('c', bad)]
    const same = await callbox(['compare', before, again])
    expect(same).toMatchObject({ exitCode: 0, out: expect.stringContaining('No verdict is different') as string })
    const other = await callbox(['compare', before, after])
    expect(other.exitCode).toBe(1)
    expect(other.out).toMatch(/Note: They are of different targets/)
    expect(other.out).toMatch(/TC_UsageReport_N2 .*: pass → fail[^]*check reports.matching: pass → fail/)
    expect(other.out).toContain('body $[?@.id=="ur003"] added')
    expect(other.out).not.toContain('TC_UsageReport_N1')
    const json = await callbox(['compare', before, after, '--json'])
    expect(JSON.parse(json.out)).toMatchObject({ verdictChanged: true, cases: Array<object>(7).fill({}) })
  })
})

describe('report files', () => {
  it('are not touched by a run that is refused, and replaced whole by one that ends', async () => {
    const file = join(folder, 'report.json')
    await writeFile(file, 'of yesterday')
    await callbox([...RUN, '--reporter', `json=${file}`, '--case', 'TC_UsageReport_N9'])
    await callbox([...RUN, '--reporter', `html=${join(folder, 'new.html')}`, '--case', 'TC_UsageReport_N9'])
    expect(await readFile(file, 'utf8')).toBe('of yesterday')
    expect(await readdir(folder)).toEqual(['report.json'])
    const { serverRoot } = await serve()
    await callbox([...RUN, '--server-root', serverRoot, '--reporter', `json=${file}`])
    expect(zRunReport.parse(JSON.parse(await readFile(file, 'utf8'))).verdict).toBe('pass')
    expect(await readdir(folder)).toEqual(['report.json'])
  })

  it('are written to where a link leads', async () => {
    const file = join(folder, 'report.json')
    await writeFile(file, '')
    await symlink(file, join(folder, 'latest.json'))
    const { serverRoot } = await serve()
    await callbox([...RUN, '--server-root', serverRoot, '--reporter', `json=${join(folder, 'latest.json')}`])
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ verdict: 'pass' })
  })
})

describe('wrong usage exits 2 and names what is wrong:', () => {
  it.each([
    [['run', 'tmf999'], /suite/],
    [['run'], /suite/],
    [[...RUN, '--nonsense'], /--nonsense/],
    [[...RUN, '--server-root', 'api.example.com'], /--server-root/],
    [[...RUN, '--header', 'no colon'], /--header/],
    [[...RUN, '--header', 'Host: other'], /--header/],
    [[...RUN, '--ca', '/nowhere/ca.pem'], /--ca/],
    [[...RUN, '--ca', import.meta.filename], /--ca/],
    [[...RUN, '--timeout', 'soon'], /--timeout/],
    [[...RUN, '--timeout', '0'], /--timeout/],
    [[...RUN, '--case', 'TC_UsageReport_N9'], /--case.*TC_UsageReport_N1/],
    [[...RUN, '--reporter', 'csv=report.csv'], /--reporter.*json=FILE.*no format "csv"/],
    [[...RUN, '--reporter', 'jsonn=report.json'], /--reporter.*did you mean "json"/],
    [[...RUN, '--reporter', 'json='], /--reporter.*names no file/],
    [[...RUN, '--reporter', 'json=a.json', '--reporter', 'har=./a.json'], /--reporter.*named twice/],
    [['run', 'tmf677-v1-certificate'], /suite.*did you mean "tmf677-v1-certification"/],
    [[...RUN, '--redact-header', 'no name'], /--redact-header.*not a header name/],
    [[...RUN, '--ran-by', ' '], /--ran-by/],
    [[...RUN, '--proxy', 'nowhere', '--server-root', 'http://a.example'], /--proxy is not a URL/],
    [[...RUN, '--client-id', 'me', '--server-root', 'http://a.example'], /--token-url is missing.*go together/],
    [[...RUN, '--scope', 'x', '--server-root', 'http://a.example'], /--token-url is missing/],
    [[...RUN, '--client-key', import.meta.filename, '--server-root', 'http://a.example'], /--client-cert is missing/],
    [['compare', '/nowhere/a.json', '/nowhere/b.json'], /--before: \/nowhere\/a.json cannot be read/],
    [['compare', import.meta.filename, 'b.json'], /--before: .* is not JSON.*--reporter json=FILE/],
    [['compare', 'package.json', 'b.json'], /--before: package.json is no report of a run/],
    [[...RUN, '--reporter', 'json'], /--reporter/],
    [[...RUN, '--reporter', 'json=/nowhere/report.json'], /--reporter.*cannot be written/],
    [[...RUN, '--reporter', 'json=-', '--reporter', 'junit=-'], /--reporter.*stdout/],
  ])('%j', async (args, message) => {
    const { exitCode, err, out } = await callbox(args)
    expect(exitCode).toBe(2)
    expect(err).toMatch(message)
    expect(out).toBe('')
  })

  it('an authority to trust and any certificate at once', async () => {
    const ca = join(folder, 'ca.pem')
    await writeFile(ca, (await testCertificate()).cert)
    const { exitCode, err } = await callbox([...RUN, '--ca', ca, '--insecure'])
    expect(exitCode).toBe(2)
    expect(err).toMatch(/--ca.*--insecure/)
  })

  it('a report file that turns out to be a folder', async () => {
    await mkdir(join(folder, 'report.json'))
    const { exitCode, err } = await callbox([...RUN, '--reporter', `json=${join(folder, 'report.json')}`])
    expect(exitCode).toBe(2)
    expect(err).toMatch(/--reporter/)
  })
})
