import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createManualWall } from '../../../../test/support/manualWall'
import { openRunnerSink } from './runnerSink'

const PORTS = { wall: createManualWall(), ids: { uuid: () => 'one' } }

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

it.each([
  ['keeps', '/hooks/callbox'],
  ['takes away', ''],
])('a notification comes to its case where what stands before the sink %s the path of its address', async (_, path) => {
  const sinkListenPort = await freePort()
  const target = { sinkBaseUrl: 'https://hooks.example.com/hooks/callbox/', sinkListenPort }
  const sink = await openRunnerSink({ target, ...PORTS })
  onTestFinished(() => sink.close())
  const url = sink.urlFor('a case')
  expect(url).toBe('https://hooks.example.com/hooks/callbox/a%20case/one')
  const forwarded = url.replace('https://hooks.example.com/hooks/callbox', `http://127.0.0.1:${sinkListenPort}${path}`)
  await fetch(forwarded, { method: 'POST', body: '{"type":"x"}' })
  expect(sink.arrivals(url)).toMatchObject([{ request: { method: 'POST', url }, event: { type: 'x' } }])
  await fetch(`${forwarded}-other`, { method: 'POST', body: '{}' })
  expect(sink.arrivals(url)).toHaveLength(1)
})

it('is closed at once, also while a target does not complete the TLS handshake', async () => {
  const sink = await openRunnerSink({ target: {}, ...PORTS })
  const socket = connect(Number(new URL(sink.urlFor('a')).port), '127.0.0.1')
  await once(socket, 'connect')
  const closed = once(socket, 'close')
  await sink.close()
  await closed
})
