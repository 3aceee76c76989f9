import { describe, expect, it } from 'vitest'
import { zRunRequest } from '#shared/control/runViews'
import { headerLineProblem } from './headerLines'
import { problemAt, problemsOf, withoutField } from './fieldProblems'
import { rememberable, recalled } from './rememberedForm'
import { emptyRunForm, runRequestOf, trialRequestOf, type RunForm } from './runForm'
import { connectionSummary } from './targetForm'

const form: RunForm = { ...emptyRunForm(), suite: 's' }
const foreign: RunForm = { ...form, isForeign: true, serverRoot: ' https://api.example ' }
const credentials = {
  tokenUrl: 'https://id.example/token',
  clientId: 'a',
  clientSecret: 'topsecret-client',
  scope: 'x',
}
const secretive: RunForm = {
  ...foreign,
  ...credentials,
  signIn: 'credentials',
  token: 'topsecret-token',
  headers: 'X-Api-Key: topsecret-key\nX-Other: topsecret-other',
  clientCertificate: 'CERT',
  clientKey: 'topsecret-pem',
  passphrase: 'topsecret-pass',
  proxy: 'http://me:topsecret-proxy@proxy.example:3128',
  hook: { ...form.hook, isOn: true, headers: 'Authorization: topsecret-hook' },
  registered: true,
}

describe(runRequestOf, () => {
  it('runs the whole suite against the bench itself when nothing else is said', () => {
    const body = { suite: 's', mode: 'run', strict: false, allowWrites: false, stopOnFailure: false }
    expect(runRequestOf(form, { mode: 'run' })).toEqual(body)
    expect(zRunRequest.safeParse(body).success).toBe(true)
  })

  it('keeps all that is meant for another server from the bench itself', () => {
    const own = runRequestOf({ ...secretive, isForeign: false }, { mode: 'run' })
    expect(own).not.toHaveProperty('target')
    expect(own).not.toHaveProperty('registered')
  })

  it('denies what nobody has ticked', () => {
    expect(runRequestOf(foreign, { mode: 'run' })).toMatchObject({ registered: false })
    expect(runRequestOf({ ...foreign, registered: true }, { mode: 'run' })).toMatchObject({ registered: true })
  })

  it('gives another server all that the form has for it', () => {
    const { target } = runRequestOf({ ...secretive, trust: 'own', ca: 'PEM' }, { mode: 'step' })
    expect(target).toEqual({
      serverRoot: 'https://api.example',
      clientCredentials: { ...credentials, authentication: 'basic' },
      headers: { 'X-Api-Key': 'topsecret-key', 'X-Other': 'topsecret-other' },
      ca: 'PEM',
      clientCertificate: { certificate: 'CERT', key: 'topsecret-pem', passphrase: 'topsecret-pass' },
      proxy: 'http://me:topsecret-proxy@proxy.example:3128',
      registrationHook: {
        method: 'PUT',
        url: '{{serverRoot}}/admin/usageConsumptionReport/{{report.id}}',
        body: '{{report}}',
        headers: { Authorization: 'topsecret-hook' },
      },
    })
  })

  it('sends one kind of sign-in, the one that is chosen', () => {
    const { target } = runRequestOf({ ...secretive, signIn: 'token' }, { mode: 'run' })
    expect(target).toMatchObject({ token: 'topsecret-token' })
    expect(target).not.toHaveProperty('clientCredentials')
  })

  it('asks for one case, and for a time limit, a name and breakpoints where there are any', () => {
    const said = { ...form, timeoutSeconds: 3, ranBy: ' Ada ', breakpoints: ['N2'] }
    expect(runRequestOf(said, { mode: 'step', one: { suite: 's', caseId: 'N1' } })).toMatchObject({
      suite: 's',
      cases: ['N1'],
      timeoutSeconds: 3,
      ranBy: 'Ada',
      breakpoints: ['N2'],
    })
  })

  it('asks for a case of another suite there, with nothing that was said of the suite of the form', () => {
    const said = { ...foreign, registered: true, breakpoints: ['N2'] }
    const body = runRequestOf(said, { mode: 'run', one: { suite: 'other', caseId: '03' } })
    expect(body).toMatchObject({ suite: 'other', cases: ['03'], registered: false })
    expect(body).not.toHaveProperty('breakpoints')
  })
})

describe(trialRequestOf, () => {
  it('asks the same server with the same patience', () => {
    expect(trialRequestOf({ ...foreign, timeoutSeconds: 3 }, 'connection')).toEqual({
      suite: 's',
      what: 'connection',
      timeoutSeconds: 3,
      target: { serverRoot: 'https://api.example' },
    })
  })
})

describe('a remembered form', () => {
  it('is as it was, without its secrets and without the word that was given for a registration', () => {
    const text = rememberable(secretive)
    expect(text).not.toContain('topsecret')
    expect(recalled(text)).toEqual({
      ...secretive,
      clientSecret: '',
      token: '',
      headers: 'X-Api-Key: \nX-Other: ',
      clientKey: '',
      passphrase: '',
      proxy: 'http://proxy.example:3128',
      hook: { ...secretive.hook, headers: 'Authorization: ' },
      registered: false,
    })
  })

  it.each([null, 'no json', '[]', '{"trust":"everybody","hook":7,"timeoutSeconds":-1}'])(
    'that reads %s begins with what is understood',
    (text) => expect(recalled(text)).toEqual(emptyRunForm()),
  )
})

describe(headerLineProblem, () => {
  it('finds the line that is no header, or has lost its value', () => {
    expect(headerLineProblem('A: b\nno header\nC: d')).toContain('no header')
    expect(headerLineProblem('A: ')).toContain('no value for A')
    expect(headerLineProblem('A: b\n\n')).toBeUndefined()
  })
})

describe(problemAt, () => {
  it('tells a field what is wrong with it or in it', () => {
    const target = { serverRoot: 'ftp://x', headers: { Host: 'y' }, clientCredentials: { tokenUrl: '' } }
    const parsed = zRunRequest.safeParse({ suite: 's', target })
    const problems = problemsOf(parsed.error!)
    expect(problemAt(problems, 'target.serverRoot')).toContain('is not a URL')
    expect(problemAt(problems, 'target.headers')).toContain('may not set Host')
    expect(problemAt(problems, 'target.clientCredentials.clientId')).toContain('is missing')
    expect(problemAt(problems, 'target.head')).toBeUndefined()
  })

  it('says a message of the bench without the name of the field it stands beside', () => {
    expect(withoutField('target.ca cannot be read', 'target.ca')).toBe('cannot be read')
    expect(withoutField('target.token: is empty', 'target.token')).toBe('is empty')
    expect(withoutField('There is no suite', 'suite')).toBe('There is no suite')
  })
})

describe(connectionSummary, () => {
  it('says in a few words how a server is reached', () => {
    expect(connectionSummary(foreign)).toBe('no token')
    expect(connectionSummary({ ...secretive, trust: 'any' })).toBe(
      'client credentials · 2 headers · any certificate · client certificate · proxy',
    )
  })
})
