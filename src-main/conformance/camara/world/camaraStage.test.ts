import { expect, it } from 'vitest'
import { createManualWall } from '../../../../test/support/manualWall'
import { createRedactor } from '../../probe/redaction'
import type { StagePorts } from '../../stage'
import { camaraSuite } from '../camaraSuite'
import { given, type Action } from '../scenario/action'
import { send } from '../steps/common'
import { Unmet } from './unmet'

const TARGET = { serverRoot: 'http://127.0.0.1:9' }
const EARLIER = { reply: () => undefined, unusedId: 'unused' }

function ports(): StagePorts {
  const cancelled = { send: () => Promise.resolve({ kind: 'cancelled' as const }), close: () => Promise.resolve() }
  return {
    ...{
      target: TARGET,
      wall: createManualWall(),
      ids: { uuid: () => 'an-id' },
      signal: undefined,
      timeoutMs: 1000,
      redactor: createRedactor(TARGET),
    },
    exchanges: { send: () => Promise.resolve(undefined), all: () => [] },
    openProbe: () => cancelled,
    authorize: () => Promise.resolve({ kind: 'none' }),
  }
}

/** A stage on which the steps of two cases, A and B, are asked for by their ids: `A read`. */
function stageOf(a: readonly Action[], b: readonly Action[] = []) {
  const header = { id: 's', version: '1', title: 'S', apiPath: '/profiles' }
  const suite = camaraSuite(header, [
    { id: 'A', title: 'A', actions: a },
    { id: 'B', title: 'B', actions: b },
  ])
  const stage = suite.openStage?.(ports())
  return (caseId: string, index: number) => {
    const testCase = suite.cases.find(({ id }) => id === caseId)
    const step = testCase?.steps[index]
    if (!testCase || !step) throw new Error(`there is no step ${caseId} ${index}`)
    return stage?.prepare(testCase, step, EARLIER)
  }
}

const named = (id: string) =>
  given(`the profile ${id}`, ({ draft }) => void (draft.parameters.applicationProfileId = id))
const impossible = given('a profile', () => {
  throw new Unmet('none can be made there')
})
const ready = (id: string) => ({ kind: 'ready', request: { path: `/application-profiles/${id}` } })

it('a step has what the steps of its case before it were given', async () => {
  const prepare = stageOf([named('a'), send('readApplicationProfile'), send('deleteApplicationProfile')])
  expect(await prepare('A', 0)).toMatchObject(ready('a'))
  expect(await prepare('A', 1)).toMatchObject(ready('a'))
})

it('a case that was left is not gone on with, as what it was given is gone', async () => {
  const read = send('readApplicationProfile')
  const prepare = stageOf([named('a'), read], [named('b'), read, send('deleteApplicationProfile')])
  await prepare('A', 0)
  await prepare('B', 0)
  expect(await prepare('A', 0)).toMatchObject(ready('a'))
  expect(await prepare('B', 1)).toEqual({
    kind: 'unmet',
    clause: 'Scenario B',
    message: 'this case was left when A was sent again: retry it from its first step',
  })
  expect(await prepare('B', 0)).toMatchObject(ready('b'))
  expect(await prepare('B', 1)).toMatchObject(ready('b'))
})

it('what a case takes for given and cannot have, its later steps do not have, either', async () => {
  const prepare = stageOf([impossible, send('readApplicationProfile'), send('deleteApplicationProfile')])
  const unmet = { kind: 'unmet', clause: 'Scenario A: a profile', message: 'none can be made there' }
  expect(await prepare('A', 0)).toEqual(unmet)
  expect(await prepare('A', 1)).toEqual(unmet)
})

it('a step whose Given failed is tried anew when it is sent again', async () => {
  let isThere = false
  const later = given('a profile', ({ draft }) => {
    if (!isThere) throw new Unmet('it is not there yet')
    draft.parameters.applicationProfileId = 'late'
  })
  const prepare = stageOf([named('a'), send('readApplicationProfile'), later, send('deleteApplicationProfile')])
  await prepare('A', 0)
  expect(await prepare('A', 1)).toMatchObject({ kind: 'unmet', message: 'it is not there yet' })
  isThere = true
  expect(await prepare('A', 1)).toMatchObject(ready('late'))
})
