import { describe, expect, it } from 'vitest'
import { bodyRemark, draftOf, draftProblems, editOf } from './requestDraft'

const ROOT = 'https://api.example.com'
const request = {
  method: 'GET',
  url: `${ROOT}/usageManagement/v1/usageConsumptionReport?relatedParty.id=u1`,
  headers: { accept: 'application/json', authorization: '***' },
  body: null,
}
const planned = draftOf(request, ROOT)

describe(draftOf, () => {
  it('shows the path below the server root and one header a line', () => {
    expect(planned).toEqual({
      method: 'GET',
      path: '/usageManagement/v1/usageConsumptionReport?relatedParty.id=u1',
      headers: 'accept: application/json\nauthorization: ***',
      body: '',
    })
  })
})

describe(editOf, () => {
  it('is nothing where nothing differs, so that the run does not become edited', () => {
    expect(editOf({ ...planned }, planned)).toBeUndefined()
  })

  it('holds only what differs', () => {
    expect(editOf({ ...planned, path: '/x?a=b' }, planned)).toEqual({ path: '/x?a=b' })
    expect(editOf({ ...planned, method: 'POST', body: '{}' }, planned)).toEqual({ method: 'POST', body: '{}' })
  })

  it('sends the headers that are left, the secret ones by their mark', () => {
    expect(editOf({ ...planned, headers: 'authorization: ***\nx-mine: a:b' }, planned)).toEqual({
      headers: { authorization: '***', 'x-mine': 'a:b' },
    })
  })

  it('takes a body away', () => {
    const withBody = { ...planned, body: '{"a":1}' }
    expect(editOf({ ...withBody, body: '' }, withBody)).toEqual({ body: null })
  })
})

describe(draftProblems, () => {
  it('names the field that cannot be sent', () => {
    expect(draftProblems(planned)).toEqual({})
    expect(draftProblems({ ...planned, path: 'usage' }).path).toContain('must begin with /')
    expect(draftProblems({ ...planned, path: '/a b' }).path).toContain('percent-encoded')
    expect(draftProblems({ ...planned, headers: 'Host: other' }).headers).toContain('Host')
    expect(draftProblems({ ...planned, headers: 'no header' }).headers).toContain('no header')
  })
})

describe(bodyRemark, () => {
  it('remarks on a body that is no JSON and does not refuse it', () => {
    expect(bodyRemark('{"a":')).toMatch(/^Not JSON/)
    expect(bodyRemark('{"a":1}')).toBeUndefined()
    expect(bodyRemark('')).toBeUndefined()
  })
})
