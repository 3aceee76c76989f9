// What every scenario begins with.
import type { Action } from '../scenario/action'
import { given } from '../scenario/action'
import { token } from './tokens'

export const correlator = given('a correlator', ({ draft, ids }) => {
  draft.headers['x-correlator'] = ids.uuid()
})

export const jsonDeclared = given('a body declared as JSON', ({ draft }) => {
  draft.headers['content-type'] = 'application/json'
})

export function background(path: string): Action[] {
  return [{ kind: 'resource', path }, jsonDeclared, token(), correlator]
}

/** The request that is judged. */
export function send(operation: Extract<Action, { kind: 'send' }>['operation']): Action {
  return { kind: 'send', operation }
}
