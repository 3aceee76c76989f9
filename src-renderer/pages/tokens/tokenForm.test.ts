import { describe, expect, it } from 'vitest'
import { tokenRequestOf, type TokenForm } from './tokenForm'

const EMPTY: TokenForm = { clientId: ' ', scopes: [], phoneNumber: '', minutes: undefined, defect: 'none' }

describe(tokenRequestOf, () => {
  it('asks for nothing that was left empty', () => {
    expect(tokenRequestOf(EMPTY)).toEqual({})
  })

  it('asks for all that was filled in, the life in seconds', () => {
    const form: TokenForm = {
      clientId: 'game',
      scopes: ['a'],
      phoneNumber: '+34600000001',
      minutes: 1.5,
      defect: 'expired',
    }
    expect(tokenRequestOf(form)).toEqual({
      clientId: 'game',
      scopes: ['a'],
      phoneNumber: '+34600000001',
      expiresInSeconds: 90,
      defect: 'expired',
    })
  })
})
