import { connect, type Socket } from 'node:net'
import { Agent, fetch } from 'undici'
import { expect, it, onTestFinished, vi } from 'vitest'
import { testCertificate } from '../../../test/support/testCertificate'
import { listenBoth } from './listenBoth'

async function start() {
  const { key, cert: certificate } = await testCertificate()
  const identity = vi.fn(() => Promise.resolve({ key, certificate }))
  const listener = await listenBoth(
    (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => response.end(`${request.url}: ${Buffer.concat(chunks).length} bytes`))
    },
    { host: '127.0.0.1', port: 0, flag: '--inbox-port', identity },
  )
  onTestFinished(() => listener.close())
  const trusting = new Agent({ connect: { ca: certificate } })
  onTestFinished(() => trusting.destroy())
  return { listener, identity, trusting }
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()))
}

it('answers plain requests without a certificate, several on one connection', async () => {
  const { listener, identity } = await start()
  const body = 'x'.repeat(300_000)
  for (const path of ['/a', '/b']) {
    const reply = await fetch(`${listener.origin}${path}`, { method: 'POST', body })
    expect(await reply.text()).toBe(`${path}: 300000 bytes`)
  }
  expect(identity).not.toHaveBeenCalled()
})

it('answers https on the same port, with a certificate asked for once', async () => {
  const { listener, identity, trusting } = await start()
  expect(new URL(listener.secureOrigin).port).toBe(new URL(listener.origin).port)
  const texts = await Promise.all(
    ['/a', '/b', '/c'].map(async (path) => {
      const body = 'x'.repeat(300_000)
      return (await fetch(`${listener.secureOrigin}${path}`, { method: 'POST', body, dispatcher: trusting })).text()
    }),
  )
  expect(texts).toEqual(['/a: 300000 bytes', '/b: 300000 bytes', '/c: 300000 bytes'])
  expect(identity).toHaveBeenCalledTimes(1)
})

it('tries again for a certificate that could not be made', async () => {
  const { listener, identity, trusting } = await start()
  identity.mockRejectedValueOnce(new Error('the disk is full'))
  await expect(fetch(listener.secureOrigin, { dispatcher: trusting })).rejects.toThrow()
  expect((await fetch(listener.secureOrigin, { dispatcher: trusting })).status).toBe(200)
})

it('closes with connections that said nothing, or broke off, still open', async () => {
  const { listener } = await start()
  const mute = connect(listener.port, '127.0.0.1')
  const rude = connect(listener.port, '127.0.0.1', () => rude.resetAndDestroy())
  await closed(rude)
  const gone = closed(mute)
  await listener.close()
  await gone
})
