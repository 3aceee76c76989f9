// What a suite may ask for beyond single GETs: bodies, requests made from earlier replies, copies at once, observations.
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { randomIds as ids } from '#main/bench/clocks/ids'
import { systemWallClock as wall } from '#main/bench/clocks/wallClock'
import { openRunSession, type RunOptions } from '#main/conformance/session/runSession'
import type { Check, Suite, TestStep } from '#main/conformance/suite'

interface Seen {
  method: string | undefined
  url: string | undefined
  contentType: string | undefined
  body: string
}

let server: Server
let serverRoot: string
let seen: Seen[]
let atOnce: { now: number; most: number }

beforeEach(async () => {
  seen = []
  atOnce = { now: 0, most: 0 }
  server = createServer((request, response) => {
    atOnce.most = Math.max(atOnce.most, ++atOnce.now)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method, url, headers } = request
      seen.push({ method, url, contentType: headers['content-type'], body: Buffer.concat(chunks).toString() })
      if (url === '/api/broken') return void response.socket?.destroy()
      setTimeout(() => {
        atOnce.now -= 1
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"token":"t1"}')
      }, 50)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  serverRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

const sees = (judge: Check['judge']): Check[] => [{ id: 'seen', clause: 'the test', judge }]
const passes = sees(() => [{ outcome: 'met', message: 'fine' }])
const observes = sees(({ status }) => [{ outcome: 'observed', actual: status, message: 'as it is' }])

function step(id: string, request: TestStep['request'], more: Partial<TestStep> = {}): TestStep {
  return { id, title: id, request, checks: passes, ...more }
}

function suiteOf(...steps: TestStep[]): Suite {
  const cases = [
    { id: 'first', title: 'First', steps },
    { id: 'writing', title: 'Writing', writes: true, steps: [step('delete', { method: 'DELETE', path: '/one' })] },
  ]
  return { id: 'a-suite', version: '1.0.0', title: 'A suite', apiPath: '/api', cases }
}

function open(suite: Suite, options: Partial<RunOptions> = {}) {
  const ports = { wall, ids, tool: { name: 'callbox', version: '0.0.0-test' } }
  const session = openRunSession(suite, { serverRoot }, { strict: false, timeoutMs: 5000, ...options }, ports)
  onTestFinished(() => session.close())
  return session
}

async function run(suite: Suite, options: Partial<RunOptions> = {}) {
  const session = open(suite, options)
  while (session.nextStep()) await session.send()
  return session.report()
}

describe('a step', () => {
  it('sends its body as JSON, and shows it before and after', async () => {
    const session = open(suiteOf(step('post', { method: 'POST', path: '/one', body: '{"a":1}' })))
    const shown = session.nextStep()?.request
    const judged = await session.send()
    expect(seen).toEqual([{ method: 'POST', url: '/api/one', contentType: 'application/json', body: '{"a":1}' }])
    expect(shown).toMatchObject({ method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } })
    expect(judged?.step.request).toEqual(shown)
  })

  it('without a body declares none', async () => {
    await run(suiteOf(step('head', { method: 'HEAD', path: '/one' })))
    expect(seen).toEqual([{ method: 'HEAD', url: '/api/one', contentType: undefined, body: '' }])
  })

  it('is made from what came before, and shown so before it is sent', async () => {
    const next = step('next', ({ reply, unusedId }) => {
      const { token } = JSON.parse(reply('get')?.body ?? '{}') as { token?: string }
      return { method: 'GET', path: `/${token}/${unusedId}` }
    })
    const session = open(suiteOf(step('get', { method: 'GET', path: '/one' }), next))
    await session.send()
    const url = session.nextStep()?.request.url
    await session.send()
    expect(url).toMatch(/\/api\/t1\/callbox-[0-9a-f-]{36}$/)
    expect(seen[1]?.url).toBe(new URL(url ?? '').pathname)
  })

  it('does not take a reply for given that never came', async () => {
    const next = step('next', ({ reply }) => ({ method: 'GET', path: reply('broken') ? '/there' : '/not-there' }))
    const report = await run(suiteOf(step('broken', { method: 'GET', path: '/broken' }), next))
    expect(seen[1]?.url).toBe('/api/not-there')
    expect(report.cases[0]?.verdict).toBe('error')
  })

  it('may be sent several times at once, and is judged beside its copies', async () => {
    const checks = sees(({ copies = [] }) => [{ outcome: 'met', actual: copies.length, message: 'sent at once' }])
    const report = await run(suiteOf(step('many', { method: 'GET', path: '/one' }, { copies: 4, checks })))
    expect(atOnce.most).toBe(4)
    expect(report.cases[0]?.steps[0]?.checks[1]).toMatchObject({ verdict: 'pass', actual: 3 })
  })
})

describe('a case in which nothing decides', () => {
  it('is an observation although a reply came, and does not keep the others from passing', async () => {
    const observed = step('observed', { method: 'GET', path: '/one' }, { checks: observes })
    const suite = suiteOf(observed)
    const both = { ...suite, cases: [...suite.cases, { id: 'second', title: 'Second', steps: [step('get', ONE)] }] }
    const report = await run(both)
    expect(report.cases.map(({ verdict }) => verdict)).toEqual(['observation', 'pass'])
    expect(report).toMatchObject({ verdict: 'pass', summary: { passed: 1, observations: 1, notRun: 0 } })
    expect((await run(suite)).verdict).toBe('inconclusive')
  })

  it('does not fail because no reply came where none was demanded', async () => {
    const broken = step('broken', { method: 'GET', path: '/broken' }, { purpose: 'observation', checks: observes })
    const report = await run(suiteOf(broken))
    expect(report.cases[0]).toMatchObject({ verdict: 'observation', steps: [{ response: null }] })
  })
})

describe('a case that writes', () => {
  it('is left out unless writing was allowed, which does not make the run partial', async () => {
    const suite = suiteOf(step('get', ONE))
    const without = await run(suite)
    expect(without.cases.map(({ id }) => id)).toEqual(['first'])
    expect(without).toMatchObject({ verdict: 'pass', partial: false })
    const report = await run(suite, { allowWrites: true })
    expect(report.cases.map(({ id }) => id)).toEqual(['first', 'writing'])
    expect(seen.map(({ method }) => method)).toEqual(['GET', 'GET', 'DELETE'])
  })
})

const ONE = { method: 'GET', path: '/one' } as const
