import type { LookupAddress } from 'node:dns'
import { describe, expect, it } from 'vitest'
import { guardedLookup } from './guardedLookup'

const METADATA = { address: '169.254.169.254', family: 4 }
const PUBLIC = { address: '198.51.100.7', family: 4 }

function look(found: LookupAddress[], all: boolean): Promise<unknown[]> {
  const lookup = guardedLookup((_name, _options, done) => done(null, found))
  return new Promise((resolve) => lookup('sink.example.com', { all }, (...answer) => resolve(answer)))
}

describe(guardedLookup, () => {
  it('leaves out the addresses where no notification goes', async () => {
    expect(await look([METADATA, PUBLIC], true)).toEqual([null, [PUBLIC]])
    expect(await look([METADATA, PUBLIC], false)).toEqual([null, PUBLIC.address, 4])
  })

  it('refuses a name that has no other', async () => {
    const [error] = await look([METADATA], true)
    expect(error).toMatchObject({
      code: 'EFORBIDDENADDRESS',
      message: expect.stringContaining('sink.example.com') as string,
    })
  })

  it('passes on that a name is not known', async () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    const lookup = guardedLookup((_name, _options, done) => done(unknown, []))
    const error = await new Promise((resolve) => lookup('nowhere.invalid', {}, resolve))
    expect(error).toBe(unknown)
  })
})
