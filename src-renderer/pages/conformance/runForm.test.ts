import { describe, expect, it } from 'vitest'
import { zRunRequest } from '#shared/control/runViews'
import { brokenHeaderLine, emptyRunForm, runRequestOf } from './runForm'

const form = { ...emptyRunForm(), suite: 's' }

describe(runRequestOf, () => {
  it('runs the whole suite against the bench itself when nothing else is said', () => {
    const body = { suite: 's', mode: 'run', strict: false, stopOnFailure: false }
    expect(runRequestOf(form, { mode: 'run' })).toEqual(body)
    expect(zRunRequest.safeParse(body).success).toBe(true)
  })

  it('keeps token, headers and certificates from the bench itself', () => {
    const secretive = { ...form, token: 't', headers: 'A: b', ca: 'PEM', insecure: true }
    expect(runRequestOf(secretive, { mode: 'run' })).not.toHaveProperty('target')
  })

  it('gives a foreign target all that the form has for it', () => {
    const foreign = { ...form, serverRoot: ' https://api.example ', token: ' t ', headers: 'X-Key: a:b\n\nAccept:c' }
    expect(runRequestOf({ ...foreign, ca: 'PEM', insecure: true }, { mode: 'step' })).toMatchObject({
      mode: 'step',
      target: {
        serverRoot: 'https://api.example',
        token: 't',
        headers: { 'X-Key': 'a:b', Accept: 'c' },
        ca: 'PEM',
        insecure: true,
      },
    })
  })

  it('asks for one case, and for a time limit where there is one', () => {
    const request = runRequestOf({ ...form, timeoutSeconds: 3 }, { mode: 'step', caseId: 'N1' })
    expect(request).toMatchObject({ cases: ['N1'], timeoutSeconds: 3 })
  })
})

describe(brokenHeaderLine, () => {
  it('finds the line that is no header', () => {
    expect(brokenHeaderLine('A: b\nno header\nC: d')).toBe('no header')
    expect(brokenHeaderLine('A: b\n\n')).toBeUndefined()
  })
})
