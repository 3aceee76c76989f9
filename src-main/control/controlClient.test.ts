// The client lives in src-shared and the routes here; each proves the other, since both derive from the same table.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ControlClientError, createControlClient } from '#shared/control/client'
import type { DegradationView } from '#shared/control/networkViews'
import { BenchError } from '#shared/errors/benchError'
import { type ControlFixture, startControl, TOKEN } from '../../test/support/controlFixture'

const DEGRADATION: DegradationView = {
  id: 'd1',
  target: { cell: 'north' },
  effects: [{ effect: { delayMs: { set: 900 } }, shape: { kind: 'step' }, startsAt: 1 }],
  startsAt: 1,
}

let control: ControlFixture
beforeEach(async () => {
  control = await startControl({
    handlers: {
      addDegradation: () => DEGRADATION,
      listExchanges: () => ({ items: [], nextSeq: 7 }),
      removeUsageReport: ({ id }) => {
        throw new BenchError('notFound', `There is no report ${id}.`, { field: 'id' })
      },
    },
  })
})
afterEach(() => control.stop())

const clientWith = (token: string) => createControlClient({ baseUrl: control.baseUrl, fetch, token })

describe(createControlClient, () => {
  it('sends a body and gives the answer', async () => {
    const target = { cell: 'north' }
    const effect = { delayMs: { set: 900 } }
    expect(await clientWith(TOKEN).addDegradation({ body: { target, effect } })).toEqual(DEGRADATION)
    const body = { target, effect, startsInSeconds: 0 }
    expect(control.calls).toEqual([{ name: 'addDegradation', input: { body } }])
  })

  it('encodes a query and leaves out what is undefined', async () => {
    const query = { api: 'a&b=ü', after: 3, limit: undefined }
    expect(await clientWith(TOKEN).listExchanges({ query })).toEqual({ items: [], nextSeq: 7 })
    expect(control.calls).toEqual([
      { name: 'listExchanges', input: { query: { api: 'a&b=ü', after: 3, limit: 1000, detail: 'full' } } },
    ])
  })

  it('needs no argument where nothing is asked', async () => {
    await clientWith(TOKEN).listExchanges()
    expect(control.calls).toMatchObject([{ name: 'listExchanges' }])
  })

  it('fills paths, and gives null where there is no answer', async () => {
    expect(await clientWith(TOKEN).removeDegradation({ id: '../a/b ü' })).toBeNull()
    expect(control.calls).toEqual([{ name: 'removeDegradation', input: { id: '../a/b ü' } }])
  })

  it('throws what the bench refuses', async () => {
    const refusal = await clientWith(TOKEN)
      .removeUsageReport({ id: 'ur9' })
      .catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ControlClientError)
    expect(refusal).toMatchObject({ status: 404, code: 'notFound', message: 'There is no report ur9.', field: 'id' })
  })

  it('throws what the guard refuses', async () => {
    const refusal = await clientWith('wrong')
      .readState()
      .catch((error: unknown) => error)
    expect(refusal).toMatchObject({ status: 401, code: 'unauthenticated', field: 'Authorization' })
  })

  it('throws an answer that is not of the contract', async () => {
    const otherwise = () => Promise.resolve({ status: 200, text: () => Promise.resolve('{"plainHttpLoopback":"yes"}') })
    const client = createControlClient({ baseUrl: '', fetch: otherwise })
    await expect(client.readSettings()).rejects.toMatchObject({ status: 200, code: 'unexpectedReply' })
  })

  it('throws an answer that is not JSON', async () => {
    const html = () => Promise.resolve({ status: 502, text: () => Promise.resolve('<html>') })
    const client = createControlClient({ baseUrl: '', fetch: html })
    await expect(client.readState()).rejects.toMatchObject({ status: 502, code: 'unexpectedReply' })
  })
})
