import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ControlFixture, startControl, TOKEN } from '../../test/support/controlFixture'

let folder: string
let control: ControlFixture
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), '.callbox-ui-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>the window</title>')
  await writeFile(join(folder, 'assets', 'app.js'), 'start()')
  control = await startControl({ uiFolder: folder })
})
afterEach(async () => {
  await control.stop()
  await rm(folder, { recursive: true })
})

const cookie = () => ({ Cookie: `callbox-session-${control.port()}=${TOKEN}` })

describe('the link with the token', () => {
  it.each([
    ['/?token=TOKEN', '/'],
    ['/runs/7?token=TOKEN&tab=evidence', '/runs/7?tab=evidence'],
    ['//evil.example/x?token=TOKEN', '//evil.example/x'],
  ])('%s is swapped for a cookie and leads to our %s', async (path, destination) => {
    const reply = await control.send('GET', path.replace('TOKEN', TOKEN))
    expect(reply.status).toBe(303)
    expect(reply.headers.location).toBe(`${control.baseUrl}${destination}`)
    expect(reply.headers['set-cookie']).toEqual([
      `callbox-session-${control.port()}=${TOKEN}; Path=/; HttpOnly; SameSite=Strict`,
    ])
  })

  it('opens the window: the cookie that was set is a session', async () => {
    const { headers } = await control.send('GET', `/?token=${TOKEN}`)
    const session = { Cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' }
    expect(await control.send('GET', '/', session)).toMatchObject({ status: 200, text: '<title>the window</title>' })
  })

  it.each(['/?token=wrong', '/?token=', `/?token=${TOKEN}&token=${TOKEN}`])(
    '%s opens nothing and says how to find the link again',
    async (path) => {
      const reply = await control.send('GET', path, cookie())
      expect(reply.status).toBe(401)
      expect(reply.headers['content-type']).toContain('text/html')
      expect(reply.text).toContain('Open the link that callbox serve printed')
      expect(reply.headers['set-cookie']).toBeUndefined()
    },
  )
})

describe('the window', () => {
  it.each(['/', '/assets/app.js', '/runs/7'])('is not shown at %s without a session', async (path) => {
    const reply = await control.send('GET', path)
    expect(reply.status).toBe(401)
    expect(reply.text).toContain('Open the link that callbox serve printed')
  })

  it.each([
    ['/assets/app.js', 'start()'],
    ['/', '<title>the window</title>'],
    ['/runs/7', '<title>the window</title>'],
  ])('is served at %s', async (path, text) => {
    expect(await control.send('GET', path, cookie())).toMatchObject({ status: 200, text })
  })

  it.each(['/assets/missing.js', '/../package.json', '/assets/..%2f..%2fsecret.txt'])(
    'has nothing at %s',
    async (path) => {
      expect(await control.send('GET', path, cookie())).toMatchObject({ status: 404 })
    },
  )

  it.each([
    ['Host', 'evil.example'],
    ['Origin', 'https://evil.example'],
    ['Sec-Fetch-Site', 'cross-site'],
  ])('is not served to a foreign %s, token or not', async (name, value) => {
    const reply = await control.send('GET', `/?token=${TOKEN}`, { ...cookie(), [name]: value })
    expect(reply.status).toBe(403)
    expect(reply.headers['set-cookie']).toBeUndefined()
  })

  it('shows a refusal with what the caller sent as text, not as markup', async () => {
    const reply = await control.send('GET', '/', { Host: '<script>alert(1)</script>' })
    expect(reply.text).toContain('&lt;script&gt;')
    expect(reply.text).not.toContain('<script>')
  })

  it('says so when this build has none', async () => {
    const bare = await startControl()
    const reply = await bare.send('GET', '/', { Authorization: `Bearer ${TOKEN}` })
    expect(reply.status).toBe(404)
    expect(reply.text).toContain('npm run build')
    await bare.stop()
  })
})
