// `callbox token`: what it prints is an access token and nothing else.
import { describe, expect, it } from 'vitest'
import { runCallbox, serveUntilTestEnds, type CallboxProcess } from '../support/callboxProcess'
import { camaraClient } from '../support/camaraClient'
import { temporaryFolder } from '../support/temporaryFolder'

const DEVICE = { phoneNumber: '+447700900101' }
/** A profile of the scenario, which every client may use. */
const PROFILE_ID = '6f1c2a9e-3b57-4d0e-9a64-2c8d5e7f1a02'
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+\n$/

async function tokenOf(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runCallbox('token', ...args)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(stdout).toMatch(JWT)
  return stdout.trim()
}

function appWith({ serverRoot }: CallboxProcess, token: string) {
  const app = camaraClient(serverRoot)
  app.useToken(token)
  return app
}

describe('callbox token', () => {
  it('makes a token from the data folder alone that its bench accepts, before it runs and while it does', async () => {
    const folder = temporaryFolder()
    const before = await tokenOf('--data', folder)
    const bench = await serveUntilTestEnds(folder)
    const meanwhile = await tokenOf('--data', folder)
    expect((await appWith(bench, before).check(PROFILE_ID, DEVICE)).status).toBe(200)
    expect((await appWith(bench, meanwhile).check(PROFILE_ID, DEVICE)).status).toBe(200)
  })

  it('makes the first token of a folder beside the bench that runs on it', async () => {
    const folder = temporaryFolder()
    const bench = await serveUntilTestEnds(folder)
    const token = await tokenOf('--data', folder)
    expect((await appWith(bench, token).check(PROFILE_ID, DEVICE)).status).toBe(200)
  })

  it('asks a running bench for one', async () => {
    const bench = await serveUntilTestEnds(temporaryFolder())
    const asking = ['--control-url', bench.controlUrl, '--control-token', bench.controlToken]
    const app = appWith(bench, await tokenOf(...asking))
    expect((await app.check(PROFILE_ID, DEVICE)).status).toBe(200)
    expect((await app.postProfile({ packetLossErrorRate: 3 })).status).toBe(201)
  })

  it('limits it to scopes, a client and a phone number, and lets it be expired', async () => {
    const bench = await serveUntilTestEnds(temporaryFolder())
    const asking = ['--control-url', bench.controlUrl, '--control-token', bench.controlToken]

    const checking = appWith(bench, await tokenOf(...asking, '--scope', 'connectivity-insights:check'))
    expect((await checking.check(PROFILE_ID, DEVICE)).status).toBe(200)
    expect(await checking.postProfile({ packetLossErrorRate: 3 })).toMatchObject({
      status: 403,
      body: { code: 'PERMISSION_DENIED' },
    })

    const [mine, yours] = await Promise.all(['me', 'you'].map((client) => tokenOf(...asking, '--client', client)))
    const profileId = await appWith(bench, mine ?? '').createProfile()
    expect((await appWith(bench, yours ?? '').check(profileId, DEVICE)).status).toBe(403)

    const phone = appWith(bench, await tokenOf(...asking, '--phone', DEVICE.phoneNumber))
    expect((await phone.check(PROFILE_ID)).status).toBe(200)
    expect((await phone.check(PROFILE_ID, DEVICE)).body).toMatchObject({ code: 'UNNECESSARY_IDENTIFIER' })

    const expired = appWith(bench, await tokenOf(...asking, '--expired'))
    expect(await expired.check(PROFILE_ID, DEVICE)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
  })
  it.each([
    ['expired', 401, 'UNAUTHENTICATED'],
    ['wrongAudience', 401, 'UNAUTHENTICATED'],
    ['wrongSignature', 401, 'UNAUTHENTICATED'],
    ['missingScope', 403, 'PERMISSION_DENIED'],
  ])('makes one with the defect %s, which is refused with %d', async (defect, status, code) => {
    const folder = temporaryFolder()
    const bench = await serveUntilTestEnds(folder)
    const app = appWith(bench, await tokenOf('--data', folder, '--defect', defect))
    expect(await app.check(PROFILE_ID, DEVICE)).toMatchObject({ status, body: { code } })
  })

  it('lives as long as it was asked to, on the bench clock', async () => {
    const folder = temporaryFolder()
    const bench = await serveUntilTestEnds(folder)
    await bench.control.setClock({ body: { mode: 'paused' } })
    const app = appWith(bench, await tokenOf('--data', folder, '--expires-in', '60'))
    await bench.control.setClock({ body: { advanceSeconds: 59 } })
    expect((await app.check(PROFILE_ID, DEVICE)).status).toBe(200)
    await bench.control.setClock({ body: { advanceSeconds: 2 } })
    expect((await app.check(PROFILE_ID, DEVICE)).status).toBe(401)
  })

  it.each([
    [[], '--data'],
    [['--data', '.', '--control-url', 'http://127.0.0.1:1'], '--data'],
    [['--data', 'no-such-folder'], '--data'],
    [['--control-url', 'http://127.0.0.1:1'], '--control-token'],
    [['--control-url', 'nowhere', '--control-token', 'x'], '--control-url'],
    [['--data', '.', '--phone', '0044'], '--phone'],
    [['--data', '.', '--expires-in', 'soon'], '--expires-in'],
    [['--data', '.', '--expires-in', '1e12'], '--expires-in'],
    [['--data', '.', '--nonsense'], '--nonsense'],
  ])('exits 2 for %j and names %s', async (args, name) => {
    const { exitCode, stdout, stderr } = await runCallbox('token', ...args)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(name)
    expect(stdout).toBe('')
  })

  it('exits 1 and says why when the bench refuses, or has gone', async () => {
    const bench = await serveUntilTestEnds(temporaryFolder())
    const asking = ['--control-url', `${bench.controlUrl}/`, '--control-token']
    const refused = await runCallbox('token', ...asking, 'wrong')
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' })
    expect(refused.stderr).toMatch(/^callbox: .*Send Authorization: Bearer {controlToken}.*\n$/)
    await bench.end()
    const unanswered = await runCallbox('token', ...asking, bench.controlToken)
    expect(unanswered).toMatchObject({ exitCode: 1, stdout: '' })
    expect(unanswered.stderr).toMatch(/^callbox: .*ECONNREFUSED.*\n$/)
  })
})
