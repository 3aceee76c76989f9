import type { Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createManualWall } from '../../../test/support/manualWall'
import { startRawServer } from '../../../test/support/rawServer'
import { createProbe } from './probe'

it('is cancelled at once while a target does not complete the TLS handshake, and leaves it when it is closed', async () => {
  const sockets: Socket[] = []
  const server = await startRawServer((socket) => sockets.push(socket))
  onTestFinished(() => server.stop())
  const serverRoot = server.serverRoot.replace('http:', 'https:')
  const cancelling = new AbortController()
  const ports = { wall: createManualWall(), signal: cancelling.signal }
  const probe = createProbe({ serverRoot }, { timeoutMs: 60_000 }, ports)
  const outcome = probe.send({ method: 'GET', url: serverRoot, headers: {}, body: null })
  await expect.poll(() => sockets.length).toBe(1)
  cancelling.abort()
  expect(await outcome).toEqual({ kind: 'cancelled' })
  await probe.close()
  await expect.poll(() => sockets.map(({ closed }) => closed)).toEqual([true])
})
