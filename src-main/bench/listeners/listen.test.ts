import { afterEach, describe, expect, it } from 'vitest'
import { connect } from 'node:net'
import { testCertificate } from '../../../test/support/testCertificate'
import { listen, type Listener } from './listen'

const open: Listener[] = []
afterEach(() => Promise.all(open.splice(0).map((listener) => listener.close())))

async function listenOn(port: number): Promise<Listener> {
  const listener = await listen((_request, response) => response.end('here'), {
    host: '127.0.0.1',
    port,
    flag: '--ui-port',
  })
  open.push(listener)
  return listener
}

describe(listen, () => {
  it('takes any free port for 0 and answers there', async () => {
    const { origin, port } = await listenOn(0)
    expect(origin).toBe(`http://127.0.0.1:${port}`)
    expect(await (await fetch(origin)).text()).toBe('here')
  })

  it('names the port, the flag and what to do when the port is taken', async () => {
    const { port } = await listenOn(0)
    const refused = listenOn(port)
    await expect(refused).rejects.toMatchObject({ code: 'portTaken', field: '--ui-port' })
    await expect(refused).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another program. Give --ui-port another port`,
    )
  })

  it('ends connections that are kept alive', async () => {
    const listener = await listenOn(0)
    await fetch(listener.origin, { headers: { connection: 'keep-alive' } })
    await listener.close()
    await expect(fetch(listener.origin)).rejects.toThrow('fetch failed')
  })

  it('ends one whose TLS handshake is not complete', async () => {
    const { key, cert: certificate } = await testCertificate()
    const options = { host: '127.0.0.1', port: 0, flag: '--port', tls: { key, certificate } }
    const listener = await listen(() => undefined, options)
    const socket = connect(listener.port, '127.0.0.1')
    await new Promise((resolve) => socket.once('connect', resolve))
    await listener.close()
  })
})
