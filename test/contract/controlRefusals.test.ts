// What the control API refuses, each with its status, its code and the field it is about.
import { describe, expect, it } from 'vitest'
import { zControlError } from '#shared/control/contract'
import { benchOfThisTest } from '../support/benchFixture'
import { REPORT } from '../support/controlReport'
import { temporaryFolder } from '../support/temporaryFolder'

const DEVICE = 'conductor-tablet'
const SUITE = 'tmf677-v1-certification'
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

describe('a refused request of the control API', () => {
  type Refused = [method: string, path: string, body: unknown, status: number, code: string, field?: string]

  it.each<Refused>([
    ['GET', '/nowhere', undefined, 404, 'notFound'],
    ['DELETE', '/state', undefined, 405, 'methodNotAllowed'],
    ['POST', '/clock', { advanceSeconds: -1 }, 400, 'invalidArgument', 'advanceSeconds'],
    ['POST', '/clock', { advanceSeconds: 1e15 }, 400, 'invalidArgument', 'advanceSeconds'],
    ['POST', '/clock', { mode: 'scaled' }, 400, 'invalidArgument', 'rate'],
    ['POST', '/clock', { rate: 20 }, 400, 'invalidArgument', 'rate'],
    ['POST', '/clock', { at: '2001-01-01T00:00:00Z' }, 400, 'invalidArgument', 'at'],
    ['POST', '/clock', { at: 'noon' }, 400, 'invalidArgument', 'at'],
    ['POST', '/clock', { sooner: true }, 400, 'invalidArgument'],
    ['POST', '/scenario', { name: 'nowhere' }, 404, 'notFound', 'name'],
    ['POST', '/scenario', {}, 400, 'invalidArgument'],
    ['POST', '/degradations', { target: { device: DEVICE }, effect: {} }, 400, 'invalidArgument', 'effect'],
    ['POST', '/degradations', { target: {}, effect: { delayMs: { set: 1 } } }, 400, 'invalidArgument', 'target'],
    [
      'POST',
      '/degradations',
      { target: { device: 'x' }, effect: { delayMs: { set: 1 } } },
      404,
      'notFound',
      'target.device',
    ],
    [
      'POST',
      '/degradations',
      { target: { cell: 'x' }, effect: { delayMs: { set: 1 } } },
      404,
      'notFound',
      'target.cell',
    ],
    ['DELETE', `/degradations/${UNKNOWN}`, undefined, 404, 'notFound'],
    ['POST', '/traces', { id: 'x' }, 400, 'invalidArgument', 'time'],
    ['POST', '/profiles', { preset: '5qi-99' }, 404, 'notFound', 'preset'],
    ['POST', '/profiles', { name: 'nothing' }, 400, 'invalidArgument', 'preset'],
    ['DELETE', '/traces/none', undefined, 404, 'notFound', 'id'],
    ['PUT', '/usage-reports/mine', { name: 'mine', bucket: [] }, 400, 'invalidArgument', 'bucket'],
    ['PUT', '/usage-reports/mine', { ...REPORT, id: 'yours' }, 400, 'invalidArgument', 'id'],
    ['DELETE', '/usage-reports/mine', undefined, 404, 'notFound'],
    ['POST', '/tokens', { defect: 'none' }, 400, 'invalidArgument', 'defect'],
    ['POST', '/tokens', { expiresInSeconds: 1e12 }, 400, 'invalidArgument', 'expiresInSeconds'],
    ['PATCH', '/settings', { plainHttpLoopback: 'yes' }, 400, 'invalidArgument', 'plainHttpLoopback'],
    ['PUT', '/inbox/reply', { status: 99 }, 400, 'invalidArgument', 'status'],
    ['POST', `/notifications/${UNKNOWN}/redeliver`, undefined, 404, 'notFound'],
    ['GET', `/exchanges/${UNKNOWN}`, undefined, 404, 'notFound', 'id'],
    ['GET', '/exchanges?limit=0', undefined, 400, 'invalidArgument', 'limit'],
    ['GET', '/explain', undefined, 400, 'invalidArgument', 'subscription'],
    ['GET', `/explain?subscription=${UNKNOWN}`, undefined, 404, 'notFound', 'subscription'],
    ['POST', '/conformance/runs', { suite: 'x' }, 400, 'invalidArgument', 'suite'],
    [
      'POST',
      '/conformance/runs',
      { suite: SUITE, target: { serverRoot: 'x' } },
      400,
      'invalidArgument',
      'target.serverRoot',
    ],
    ['POST', '/conformance/runs', { suite: SUITE, cases: ['x'] }, 400, 'invalidArgument', 'cases'],
    ['GET', `/conformance/runs/${UNKNOWN}`, undefined, 404, 'notFound', 'id'],
    ['POST', `/conformance/runs/${UNKNOWN}/send`, undefined, 404, 'notFound', 'id'],
    ['POST', '/faults', { match: {} }, 400, 'invalidArgument'],
  ])('%s %s %j is %i %s', async (method, path, body, status, code, field) => {
    const { controlUrl, controlToken } = await benchOfThisTest(temporaryFolder())
    const reply = await fetch(`${controlUrl}/control/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${controlToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const refusal = zControlError.strict().parse(await reply.json())
    expect([reply.status, refusal.code, refusal.field]).toEqual([status, code, field ?? refusal.field])
    expect(refusal.message).toContain(' ')
  })
})

describe('the clock', () => {
  it('goes on as it went when a jump is refused, and at another rate when that alone is given', async () => {
    const { control } = await benchOfThisTest(temporaryFolder())
    await control.setClock({ body: { mode: 'scaled', rate: 10 } })
    const past = control.setClock({ body: { mode: 'paused', at: '2001-01-01T00:00:00Z' } })
    await expect(past).rejects.toMatchObject({ code: 'invalidArgument', field: 'at' })
    expect((await control.readState()).clock).toMatchObject({ mode: 'scaled', rate: 10 })
    await control.setClock({ body: { rate: 20 } })
    expect((await control.readState()).clock).toMatchObject({ mode: 'scaled', rate: 20 })
  })
})
