import { expect, it } from 'vitest'
import { createManualWall } from '../../../test/support/manualWall'
import { createAuxiliaryExchanges, outcomeProblem } from './auxiliaryExchanges'
import type { Probe } from './probe'
import { createRedactor } from './redaction'

const GIVEN = { kind: 'given', title: 'A token' } as const
const REQUEST = { method: 'GET', url: 'http://target/token', headers: {}, body: null } as const
const response = { status: 200, headers: {}, body: '{"access_token":"very-secret"}', durationMs: 1 }

function exchangesWith(onExchange?: () => void) {
  const probe: Probe = { send: () => Promise.resolve({ kind: 'answered', response }), close: () => Promise.resolve() }
  const redactor = createRedactor({ serverRoot: 'http://target' })
  const ports = { probe, redactor, wall: createManualWall(), ...(onExchange && { onExchange }) }
  return { redactor, exchanges: createAuxiliaryExchanges(ports) }
}

it('an exchange is recorded without its secrets', async () => {
  const { exchanges } = exchangesWith(() => undefined)
  await exchanges.send(GIVEN, REQUEST, outcomeProblem)
  expect(exchanges.all()).toMatchObject([{ ...GIVEN, response: { body: '{"access_token":"***"}' } }])
})

it('where nobody is told it is not, and its secrets are known all the same', async () => {
  const { redactor, exchanges } = exchangesWith()
  expect(await exchanges.send(GIVEN, REQUEST, outcomeProblem)).toMatchObject({ outcome: { response } })
  expect(exchanges.all()).toEqual([])
  expect(redactor.all('very-secret')).toBe('***')
})
