import { expect, it } from 'vitest'
import { serveCallbox } from '../support/callboxProcess'
import { camaraClient } from '../support/camaraClient'
import { temporaryFolder } from '../support/temporaryFolder'
import { onTestFinished } from 'vitest'
import { readFile } from 'node:fs/promises'
import { Agent, fetch } from 'undici'

const PHONE = { phoneNumber: '+447700900101' }

it('the inbox takes notifications over https, and shows a certificate that anybody can verify', async () => {
  const bench = await serveCallbox(temporaryFolder())
  onTestFinished(async () => void (await bench.end('SIGKILL')))
  const { inboxHttpsUrl } = await bench.control.readState()
  const app = camaraClient(bench.serverRoot)
  await app.authenticate()
  const profileId = await app.createProfile()
  await app.subscribe({ profileId, device: PHONE, sink: `${inboxHttpsUrl}/safe`, config: { initialEvent: true } })
  await bench.control.setClock({ body: { mode: 'paused', advanceSeconds: 1 } })
  expect((await bench.control.listInbox()).items).toMatchObject([{ path: '/safe', status: 204 }])

  const { certificate, file } = await bench.control.readCertificate()
  expect(await readFile(file, 'utf8')).toBe(certificate)
  const dispatcher = new Agent({ connect: { ca: certificate } })
  onTestFinished(() => dispatcher.destroy())
  expect((await fetch(inboxHttpsUrl, { method: 'POST', body: '{}', dispatcher })).status).toBe(204)
})
